"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type KeyboardEvent } from "react";
import { keyOf } from "@/components/review/key-of";
import { useSingleKeys } from "@/components/shell/single-keys";
import { Table, Th, type SortDirection } from "@/components/ui/data-table";
import type { SubmissionFilter, SubmissionSort } from "@/lib/contracts/submission-filter";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { columnsOf, type ColumnName } from "./columns";
import { SelectPage } from "./select-boxes";
import { SubmissionRow } from "./submission-row";
import { useRowSelection } from "./use-row-selection";
import type { Selection } from "./use-selection";
import type { FilterState } from "./use-submission-filter";

export interface SubmissionsTableProps {
  filter: SubmissionFilter;
  page: string;
  items: SubmissionItem[];
  now: number;
  timeZone: string;
  selection: Selection | null;
  onChange: FilterState["apply"];
}

/** What a press on a head asks for next; the second press turns the order round. */
const sorts: Partial<Record<ColumnName, { first: SubmissionSort; second: SubmissionSort }>> = {
  waiting: { first: "age", second: "-age" },
  priority: { first: "priority", second: "-priority" },
  created: { first: "-age", second: "age" },
  applicant: { first: "name", second: "-name" },
};

/** The longest wait is the oldest case, and the most urgent comes first: by both the order falls, by the time of creation it rises. */
function directionOf(column: ColumnName, sort: SubmissionSort): SortDirection {
  const rises = !sort.startsWith("-");
  return rises === (column !== "waiting" && column !== "priority") ? "ascending" : "descending";
}

/**
 * A row a submission. One row is in the tab order; arrows, Home and End move between rows, Enter opens. Where cases are
 * selected, `x` selects the row, and Shift takes the rows from the last one that was selected.
 */
export function SubmissionsTable({ filter, page, items, now, timeZone, selection, onChange }: SubmissionsTableProps) {
  const t = useTranslations("queue");
  const body = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState({ page, row: 0 });
  const columns = columnsOf(filter.scope, items.some((item) => item.dueAt !== null));
  const current = place.page === page ? Math.min(place.row, items.length - 1) : 0;
  const setAt = (row: number) => setPlace({ page, row });
  const ranges = useRowSelection(items, selection, page);
  const singleKeys = useSingleKeys();

  const move = (event: KeyboardEvent) => {
    const last = items.length - 1;
    const targets: Record<string, number> = { ArrowDown: current + 1, j: current + 1, ArrowUp: current - 1, k: current - 1, Home: 0, End: last };
    if (keyOf(event) === "x" && singleKeys && !event.ctrlKey && !event.metaKey && !event.altKey) return ranges.toggle(current, false);
    const target = targets[keyOf(event)];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(last, target));
    if (event.shiftKey) ranges.extend(current, row);
    setAt(row);
    body.current?.querySelectorAll("a").item(row).focus();
  };

  return (
    <Table label={filter.scope === "queue" ? t("title") : t("allTitle")} columns={[...(selection ? ["w-10"] : []), ...columns.map(({ width }) => width)]} className="min-w-[816px]">
      <thead className="sticky top-0 z-10 bg-surface">
        <tr>
          {selection ? <SelectPage items={items} selection={selection} /> : null}
          {columns.map(({ name, align, className }) => {
            const sort = sorts[name];
            const isSorted = sort !== undefined && (filter.sort === sort.first || filter.sort === sort.second);
            return (
              <Th
                key={name}
                align={align}
                className={className}
                sort={sort === undefined ? undefined : isSorted ? directionOf(name, filter.sort) : "none"}
                onSort={sort === undefined ? undefined : () => onChange({ sort: filter.sort === sort.first ? sort.second : sort.first })}
                sortLabel={name === "waiting" ? t("sort.age") : name === "created" ? t("sort.created") : name === "priority" ? t("sort.priority") : t("sort.name")}
              >
                {t(`columns.${name}`)}
              </Th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={move}>
        {items.map((item, index) => (
          <SubmissionRow
            key={item.id}
            item={item}
            columns={columns}
            now={now}
            timeZone={timeZone}
            isCurrent={index === current}
            select={selection && { selected: selection.has(item.id), onToggle: (isRange) => ranges.toggle(index, isRange) }}
            onFocus={() => setAt(index)}
          />
        ))}
      </tbody>
    </Table>
  );
}
