"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import type { SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { FilterName } from "./filter-names";
import { useFilterValues } from "./filter-values";
import { LazyFilterEditor } from "./lazy-filter-editor";
import type { FilterState } from "./use-submission-filter";

/** A filter in force, in words: "Issuing country: Croatia". */
export function FilterChip({ name, filter, onChange }: { name: FilterName; filter: SubmissionFilter; onChange: FilterState["apply"] }) {
  const t = useTranslations("queue");
  const [open, setOpen] = useState(false);
  const { options, chosen, change } = useFilterValues(name, filter);
  const label = t(`filterNames.${name}`);
  const words = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);

  const text = () => {
    if (name === "waiting") return t("chips.waiting", { hours: filter.waiting ?? 0 });
    if (words.length === 1) return t("chips.one", { name: label, value: words[0] ?? "" });
    return t("chips.several", { name: label, count: words.length });
  };

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("filterValues", { name: label })}
      trigger={
        <Chip title={words.join(", ")} removeLabel={t("chips.remove", { name: label })} onRemove={() => onChange(change([]))}>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={open}
            className="rounded-small"
            onClick={() => setOpen(!open)}
          >
            {text()}
          </button>
        </Chip>
      }
    >
      <LazyFilterEditor name={name} filter={filter} onChange={onChange} />
    </Popover>
  );
}
