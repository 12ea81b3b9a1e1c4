import { queryOptions } from "@tanstack/react-query";
import { parseSubmissionFilter, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import { fetchJson } from "./fetch-json";
import { isUnauthenticated } from "./signed-out";
import { submissionKeys } from "./submission-keys";
import { listParams } from "./submission-list";

/** How often the counts are asked for while a list is on screen. */
export const countsIntervalMs = 30_000;

/** The queue with nothing filtered, for the count in the rail. */
export const wholeQueue: SubmissionFilter = parseSubmissionFilter("queue", {}).filter;

/** How many wait and how many match; a count of `limit` means "that many or more". */
export function queueCountsOptions(filter: SubmissionFilter) {
  return queryOptions({
    queryKey: submissionKeys.counts(filter),
    queryFn: ({ signal }) => fetchJson(`/api/submissions/counts?${listParams({ ...filter, after: null, before: null })}`, "submissionCounts", { signal }),
    // Whose session has ended is asked again when the window is looked at anew: it may be signed in by another tab.
    refetchInterval: ({ state }) => (isUnauthenticated(state.error) ? false : countsIntervalMs),
    refetchOnWindowFocus: ({ state }) => isUnauthenticated(state.error),
  });
}

/** How many cases that match came since `since`, when the rows on screen were read: none at first, then asked for as the counts are. */
export function arrivalsOptions(filter: SubmissionFilter, since: string) {
  const params = `${listParams({ ...filter, after: null, before: null })}&${new URLSearchParams({ since }).toString()}`;
  return queryOptions({
    queryKey: submissionKeys.arrivals(filter, since),
    queryFn: ({ signal }) => fetchJson(`/api/submissions/arrivals?${params}`, "arrivals", { signal }),
    initialData: { arrived: 0 },
    staleTime: countsIntervalMs,
    refetchInterval: ({ state }) => (isUnauthenticated(state.error) ? false : countsIntervalMs),
  });
}
