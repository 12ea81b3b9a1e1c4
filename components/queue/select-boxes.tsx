"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Td, Th } from "@/components/ui/data-table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import type { Selection } from "./use-selection";

/** Selects every waiting case of the page, or none of it. */
export function SelectPage({ items, selection }: { items: readonly SubmissionItem[]; selection: Selection }) {
  const t = useTranslations("bulk");
  const waiting = items.filter(({ status }) => status === "pending");
  const count = waiting.filter(({ id }) => selection.has(id)).length;
  const all = count > 0 && count === waiting.length;

  return (
    <Th>
      <Checkbox
        ref={(input) => {
          if (input) input.indeterminate = count > 0 && !all;
        }}
        label={<VisuallyHidden>{t("selectPage")}</VisuallyHidden>}
        checked={all}
        disabled={waiting.length === 0}
        onChange={() => selection.set(waiting, !all)}
      />
    </Th>
  );
}

export interface SelectRowProps {
  item: SubmissionItem;
  selected: boolean;
  isCurrent: boolean;
  /** `isRange`: with Shift, from the row that was selected last. */
  onToggle: (isRange: boolean) => void;
}

export function SelectRow({ item, selected, isCurrent, onToggle }: SelectRowProps) {
  const t = useTranslations("bulk");
  return (
    <Td>
      <Checkbox
        label={<VisuallyHidden>{t("selectRow", { name: item.fullName ?? item.email ?? item.id })}</VisuallyHidden>}
        checked={selected}
        disabled={item.status !== "pending"}
        tabIndex={isCurrent ? 0 : -1}
        onChange={({ nativeEvent }) => onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
    </Td>
  );
}
