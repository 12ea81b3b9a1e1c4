"use client";

import { useRef } from "react";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import type { Selection } from "./use-selection";

/** Selecting by rows of the page: one, or with Shift the rows between it and the one that was selected last. */
export function useRowSelection(items: readonly SubmissionItem[], selection: Selection | null, page: string) {
  const anchor = useRef({ page, row: -1 });
  const anchorRow = () => (anchor.current.page === page && anchor.current.row < items.length ? anchor.current.row : -1);

  return {
    toggle: (row: number, isRange: boolean) => {
      const item = items[row];
      if (selection === null || item === undefined) return;
      const from = isRange && anchorRow() >= 0 ? anchorRow() : row;
      selection.set(items.slice(Math.min(from, row), Math.max(from, row) + 1), isRange || !selection.has(item.id));
      anchor.current = { page, row };
    },
    /** Shift and an arrow: away from the anchor the next row is selected, towards it the row that is left is not any more. */
    extend: (row: number, target: number) => {
      if (selection === null) return;
      if (anchorRow() < 0 || !selection.has(items[row]?.id ?? "")) anchor.current = { page, row };
      const isAway = Math.abs(target - anchorRow()) >= Math.abs(row - anchorRow());
      const [from, to] = [Math.min(row, target), Math.max(row, target)];
      if (isAway) selection.set(items.slice(from, to + 1), true);
      else selection.set(items.slice(from, to + 1).filter((_item, index) => from + index !== target), false);
    },
  };
}
