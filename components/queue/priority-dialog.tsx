"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { levelPriority, priorityLevels, type PriorityLevel } from "@/lib/kyc/review/priority-level";
import { sendPriority } from "@/lib/queries/bulk";
import { BulkDialog } from "./bulk-dialog";
import { doneIds } from "./bulk-results";
import { useBulkRun } from "./use-bulk-run";

type Choice = PriorityLevel | "flags";
const choices: readonly Choice[] = [...priorityLevels, "flags"];

/** How soon the cases come, in the words of the list. */
export function PriorityDialog({ items, onClose }: { items: readonly SubmissionItem[]; onClose: (done: readonly string[]) => void }) {
  const t = useTranslations("bulk.priority");
  const [choice, setChoice] = useState<Choice>("urgent");
  const bulk = useBulkRun(items, (some) => sendPriority(some.map(({ id }) => id), choice === "flags" ? null : levelPriority[choice]));
  const wordsOf = (each: Choice) => (each === "flags" ? t("again") : `${t(`levels.${each}`)} (${levelPriority[each].toString()})`);

  return (
    <BulkDialog
      title={t("title", { count: items.length })}
      text={t("text")}
      act={t("act")}
      items={items}
      run={bulk.run}
      onSubmit={() => void bulk.start()}
      onStop={bulk.stop}
      onClose={() => onClose(doneIds(bulk.run))}
    >
      <Field label={t("label")}>
        <Select value={choice} onChange={(event) => setChoice(choices.find((each) => each === event.target.value) ?? "urgent")}>
          {choices.map((each) => (
            <option key={each} value={each}>
              {wordsOf(each)}
            </option>
          ))}
        </Select>
      </Field>
    </BulkDialog>
  );
}
