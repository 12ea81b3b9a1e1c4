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
  const { filter, ignored } = filterIn(scope, useSearchParams());

  // The change is to what the address says now: a search that is still on its way into the page is in it already.
  const apply: FilterState["apply"] = (change, { replace = false } = {}) => {
    const current = filterIn(scope, new URLSearchParams(window.location.search)).filter;
    const query = submissionFilterParams({ ...current, after: null, before: null, ...change }).toString();
    const address = query === "" ? pathname : `${pathname}?${query}`;
    if (replace) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
  };

  return { filter, ignored, apply };
}

function filterIn(scope: SubmissionScope, params: Pick<URLSearchParams, "keys" | "getAll">) {
  return parseSubmissionFilter(scope, Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)])));
}
