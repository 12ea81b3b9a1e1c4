"use client";

import { useLocale, useTranslations } from "next-intl";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { canonicalCountry, countryName } from "@/lib/kyc/country";
import type { RuleName } from "@/lib/kyc/rules/rule";
import type { Verdict } from "./draft";
import { useFieldText } from "./field-text";

/** Why a rule hits, in the agent's language: "Croatia is on the blacklist". */
export function useHitReason(detail: SubmissionDetail, { changes }: Pick<Verdict, "changes">): (rule: RuleName) => string {
  const t = useTranslations("case.hits");
  const locale = useLocale();
  const fieldText = useFieldText();
  const valueOf = (field: "issuingCountry" | "idType") => changes[field] ?? detail.final[field] ?? "";
  const code = valueOf("issuingCountry");
  // Every message takes of these what it names.
  const values = {
    country: countryName(canonicalCountry(code) ?? code, locale),
    age: detail.policy.options.ageLimit ?? 0,
    idType: valueOf("idType") === "" ? "" : fieldText("idType", valueOf("idType")),
  };

  return (rule) => t(rule, values);
}
