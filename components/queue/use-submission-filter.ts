"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { parseSubmissionFilter, submissionFilterParams, type SubmissionFilter, type SubmissionScope } from "@/lib/contracts/submission-filter";

export interface FilterState {
  filter: SubmissionFilter;
  /** What the address says and nobody understands, as `key=value`. */
  ignored: string[];
  /** Changes the address; the page starts from the front unless the change says where. */
  apply: (change: Partial<SubmissionFilter>, options?: { replace?: boolean }) => void;
}

/** The address is the list's only state: every filter can be linked to, kept, and gone back from. */
export function useSubmissionFilter(scope: SubmissionScope): FilterState {
  const pathname = usePathname();
  const searchParams = useSearchParams();
  const record = Object.fromEntries([...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)]));
  const { filter, ignored } = parseSubmissionFilter(scope, record);

  const apply: FilterState["apply"] = (change, { replace = false } = {}) => {
    const query = submissionFilterParams({ ...filter, after: null, before: null, ...change }).toString();
    const address = query === "" ? pathname : `${pathname}?${query}`;
    if (replace) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
  };

  return { filter, ignored, apply };
}
