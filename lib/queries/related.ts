import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";
import { submissionKeys } from "./submission-keys";

/** Who may stand behind a case. */
export function relatedOptions(submissionId: string) {
  return queryOptions({
    queryKey: submissionKeys.related(submissionId),
    queryFn: ({ signal }) => fetchJson(`/api/submissions/${submissionId}/related`, "related", { signal }),
  });
}

/** How cases like this one were decided. */
export function precedentsOptions(submissionId: string) {
  return queryOptions({
    queryKey: submissionKeys.precedents(submissionId),
    queryFn: ({ signal }) => fetchJson(`/api/submissions/${submissionId}/precedents`, "precedents", { signal }),
  });
}

/** Searches the selfie among the faces that the engine knows: on demand, for it costs an engine's work. */
export function faceSearchOptions(submissionId: string) {
  return mutationOptions({ mutationFn: () => fetchJson(`/api/submissions/${submissionId}/faces`, "faceSearch", { method: "POST" }) });
}
