import type { SubmissionFilter } from "@/lib/contracts/submission-filter";

/** Where each answer about submissions lies in the cache. `queue()` covers every list and every count. */
export const submissionKeys = {
  all: () => ["submissions"] as const,
  queue: () => [...submissionKeys.all(), "queue"] as const,
  lists: () => [...submissionKeys.queue(), "list"] as const,
  list: (filter: SubmissionFilter) => [...submissionKeys.lists(), filter] as const,
  everyCount: () => [...submissionKeys.queue(), "counts"] as const,
  /** Neither order nor place in the list changes a count. */
  counts: ({ sort: _sort, after: _after, before: _before, ...filter }: SubmissionFilter) => [...submissionKeys.everyCount(), filter] as const,
  arrivals: (filter: SubmissionFilter, since: string) => [...submissionKeys.counts(filter), since] as const,
  details: () => [...submissionKeys.all(), "detail"] as const,
  related: (submissionId: string) => [...submissionKeys.all(), "related", submissionId] as const,
  precedents: (submissionId: string) => [...submissionKeys.all(), "precedents", submissionId] as const,
  detail: (submissionId: string) => [...submissionKeys.details(), submissionId] as const,
};
