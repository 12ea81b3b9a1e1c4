"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { whenIdle } from "@/components/review/when-idle";
import { Button } from "@/components/ui/button";
import { AddChip } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import { isFiltered, noFilter, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import { fetchEditor, LazyFilterEditor } from "./lazy-filter-editor";
import { filterNamesOf, type FilterName } from "./filter-names";
import type { FilterState } from "./use-submission-filter";

const FilterChip = lazy(async () => ({ default: (await import("./filter-chip")).FilterChip }));

/** The filters in force, each a chip that can be changed or taken away, and the way to add one. */
export function FilterBar({ filter, onChange, children }: { filter: SubmissionFilter; onChange: FilterState["apply"]; children?: ReactNode }) {
  const t = useTranslations("queue");
  const names = filterNamesOf(filter.scope);
  const addButton = useRef<HTMLButtonElement>(null);
  useEffect(() => whenIdle(fetchEditor), []);

  // What goes takes the focus with it: the way to add one is what stays.
  const changeChip: FilterState["apply"] = (change) => {
    onChange(change);
    if (names.some((name) => isActive(filter, name) && !isActive({ ...filter, ...change }, name))) addButton.current?.focus();
  };

  return (
    <div role="group" aria-label={t("filters")} className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
      {children}
      {names.filter((name) => isActive(filter, name)).map((name) => (
        <Suspense key={name}>
          <FilterChip name={name} filter={filter} onChange={changeChip} />
        </Suspense>
      ))}
      <AddFilter names={names} filter={filter} buttonRef={addButton} onChange={onChange} />
      {isFiltered(filter) ? (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            onChange(noFilter);
            addButton.current?.focus();
          }}
        >
          {t("clear")}
        </Button>
      ) : null}
    </div>
  );
}

const isActive = (filter: SubmissionFilter, name: FilterName) => (name === "waiting" || name === "assignee" ? filter[name] !== null : filter[name].length > 0);

interface AddFilterProps {
  names: readonly FilterName[];
  filter: SubmissionFilter;
  buttonRef: RefObject<HTMLButtonElement | null>;
  onChange: FilterState["apply"];
}

/** First which filter, then what it shows, in the same place. */
function AddFilter({ names, filter, buttonRef, onChange }: AddFilterProps) {
  const t = useTranslations("queue");
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<FilterName | null>(null);

  const setOpenness = (next: boolean) => {
    setOpen(next);
    if (next) setEditing(null);
  };

  return (
    <Popover
      open={open}
      onOpenChange={setOpenness}
      view={editing ?? "names"}
      label={t("addFilter")}
      trigger={
        <AddChip ref={buttonRef} aria-haspopup="dialog" aria-expanded={open} title={t("addFilter")} onClick={() => setOpenness(!open)}>
          {t("filter")}
        </AddChip>
      }
    >
      {editing === null ? (
        <ul className="grid w-52">
          {names.map((name) => (
            <li key={name}>
              <button
                type="button"
                className="flex h-7 w-full items-center rounded-small px-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
                onClick={() => setEditing(name)}
              >
                {t(`filterNames.${name}`)}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <LazyFilterEditor name={editing} filter={filter} onChange={onChange} />
      )}
    </Popover>
  );
}
