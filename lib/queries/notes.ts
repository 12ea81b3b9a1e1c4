import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";
import type { ImageSize } from "./submission-detail";

export const noteKeys = {
  all: () => ["notes"] as const,
  ofCase: (submissionId: string) => [...noteKeys.all(), submissionId] as const,
};

export const notesPath = (submissionId: string) => `/api/submissions/${submissionId}/notes`;

/** The notes of a case, newest first. */
export function notesOptions(submissionId: string) {
  return queryOptions({
    queryKey: noteKeys.ofCase(submissionId),
    queryFn: ({ signal }) => fetchJson(notesPath(submissionId), "notes", { signal }),
  });
}

/** Where the browser gets a picture of a note; the route checks who asks. */
export function noteImageUrl(submissionId: string, imageId: string, size: ImageSize): string {
  const url = `${notesPath(submissionId)}/images/${imageId}`;
  return size === "thumbnail" ? `${url}?size=thumbnail` : url;
}

/** Who else works in the project, by name. */
export function colleaguesOptions() {
  return queryOptions({
    queryKey: ["colleagues"] as const,
    queryFn: ({ signal }) => fetchJson("/api/colleagues", "colleagues", { signal }),
    staleTime: 5 * 60_000,
  });
}
