"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { AddChip } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import { isFiltered, noFilter, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import { FilterChip } from "./filter-chip";
import { FilterEditor } from "./filter-editor";
import { filterNamesOf, type FilterName } from "./filter-values";
import type { FilterState } from "./use-submission-filter";

/** The filters in force, each a chip that can be changed or taken away, and the way to add one. */
export function FilterBar({ filter, onChange }: { filter: SubmissionFilter; onChange: FilterState["apply"] }) {
  const t = useTranslations("queue");
  const names = filterNamesOf(filter.scope);
  const isActive = (name: FilterName) => (name === "waiting" ? filter.waiting !== null : filter[name].length > 0);

  return (
    <div role="group" aria-label={t("filters")} className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
      {names.filter(isActive).map((name) => (
        <FilterChip key={name} name={name} filter={filter} onChange={onChange} />
      ))}
      <AddFilter names={names} filter={filter} onChange={onChange} />
      {isFiltered(filter) ? (
        <Button variant="quiet" size="small" onClick={() => onChange(noFilter)}>
          {t("clear")}
        </Button>
      ) : null}
    </div>
  );
}

/** First which filter, then what it shows, in the same place. */
function AddFilter({ names, filter, onChange }: { names: readonly FilterName[]; filter: SubmissionFilter; onChange: FilterState["apply"] }) {
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
        <AddChip aria-haspopup="dialog" aria-expanded={open} title={t("addFilter")} onClick={() => setOpenness(!open)}>
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
        <FilterEditor name={editing} filter={filter} onChange={onChange} />
      )}
    </Popover>
  );
}
