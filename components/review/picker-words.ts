"use client";

import { useTranslations } from "next-intl";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { fieldNames } from "@/lib/kyc/fields";
import { isNameEditable } from "@/lib/kyc/name-script";
import type { HitComment, Verdict } from "./draft";
import { useFieldText } from "./field-text";
import { useHitReason } from "./hit-reason";

/** What the picker says of this case: what is saved with the rejection, and why a code is fixed. */
export function usePickerWords(detail: SubmissionDetail, verdict: Verdict, fixed: readonly HitComment[]): { description: string; fixedReason: string } {
  const t = useTranslations("picker");
  const fieldName = useTranslations("fields");
  const fieldText = useFieldText();
  const reasonOf = useHitReason(detail, verdict);

  const saved = fieldNames.flatMap((field) => {
    const value = verdict.changes[field];
    return value === undefined ? [] : [t("savedAs", { field: fieldName(field), value: value === null ? t("empty") : fieldText(field, value) })];
  });
  const description = saved.length > 0 ? saved.join(" ") : isNameEditable(detail.fullName) ? t("text") : t("nameLocked");

  return { description, fixedReason: t("fixedWhile", { reasons: fixed.map((hit) => reasonOf(hit.rule)).join(", ") }) };
}
