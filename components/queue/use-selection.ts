"use client";

import { useState } from "react";
import { submissionFilterParams, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { SubmissionItem } from "@/lib/contracts/submissions";

export interface Selection {
  /** Each as it was last seen, the ones of other pages among them. */
  items: readonly SubmissionItem[];
  has: (id: string) => boolean;
  set: (items: readonly SubmissionItem[], on: boolean) => void;
  clear: () => void;
}

/** What is selected of a list: it stays while rows change and pages turn, and goes when another filter shows other cases. */
export function useSelection(filter: SubmissionFilter, shown: readonly SubmissionItem[]): Selection {
  const list = submissionFilterParams({ ...filter, sort: "age", after: null, before: null }).toString();
  const [state, setState] = useState<{ list: string; picked: ReadonlyMap<string, SubmissionItem> }>({ list, picked: new Map() });
  const picked = state.list === list ? state.picked : new Map<string, SubmissionItem>();

  return {
    items: [...picked].map(([id, item]) => shown.find((row) => row.id === id) ?? item),
    has: (id) => picked.has(id),
    set: (items, on) =>
      setState((before) => {
        const next = new Map(before.list === list ? before.picked : []);
        for (const item of items) {
          if (!on) next.delete(item.id);
          else if (item.status === "pending") next.set(item.id, item);
        }
        return { list, picked: next };
      }),
    clear: () => setState({ list, picked: new Map() }),
  };
}
