import type { SubmissionFilter } from "@/lib/contracts/submission-filter";

/** Where each answer about submissions lies in the cache. `queue()` covers every list and every count. */
export const submissionKeys = {
  all: () => ["submissions"] as const,
  queue: () => [...submissionKeys.all(), "queue"] as const,
  list: (filter: SubmissionFilter) => [...submissionKeys.queue(), "list", filter] as const,
  /** Neither order nor place in the list changes a count. */
  counts: ({ sort: _sort, after: _after, before: _before, ...filter }: SubmissionFilter) => [...submissionKeys.queue(), "counts", filter] as const,
  arrivals: (filter: SubmissionFilter, since: string) => [...submissionKeys.counts(filter), since] as const,
  detail: (submissionId: string) => [...submissionKeys.all(), "detail", submissionId] as const,
};
