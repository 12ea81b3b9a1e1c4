import { queryOptions } from "@tanstack/react-query";
import { submissionFilterParams, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import { fetchJson } from "./fetch-json";
import { submissionKeys } from "./submission-keys";

/** How soon a list is asked for again that could not be loaded, or that is empty and waits for its first case. */
export const retryListMs = 10_000;

/** A page of the queue or of all submissions. Rows stay where they are until asked for anew: only what is empty or failed reloads. */
export function submissionListOptions(filter: SubmissionFilter) {
  return queryOptions({
    queryKey: submissionKeys.list(filter),
    queryFn: ({ signal }) => fetchJson(`/api/submissions?${listParams(filter)}`, "submissionPage", { signal }),
    refetchInterval: ({ state }) => (state.status === "error" || state.data?.items.length === 0 ? retryListMs : false),
  });
}

/** The query string of `GET /api/submissions` and `GET /api/submissions/counts`: the page's own, and its scope. */
export function listParams(filter: SubmissionFilter): string {
  const params = submissionFilterParams(filter);
  params.set("scope", filter.scope);
  return params.toString();
}
