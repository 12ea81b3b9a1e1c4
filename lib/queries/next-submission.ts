import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const nextSubmissionKey = ["submissions", "next"] as const;

/** How old an answer may be and still lead on: long enough to be there at a key press, short enough to be true. */
export const nextSubmissionFreshMs = 10_000;

/** The oldest waiting case, or the one behind `after` in the queue; null when none other waits. */
export async function fetchNextSubmission(after: string | null = null, signal?: AbortSignal): Promise<string | null> {
  const query = after === null ? "" : `?${new URLSearchParams({ after }).toString()}`;
  const { submissionId } = await fetchJson(`/api/queue/next${query}`, "nextSubmission", { signal });
  return submissionId;
}

/** The case behind the one on screen, asked for ahead of the key press. */
export function nextSubmissionOptions(after: string) {
  return queryOptions({
    queryKey: [...nextSubmissionKey, after],
    queryFn: ({ signal }) => fetchNextSubmission(after, signal),
    staleTime: nextSubmissionFreshMs,
  });
}
