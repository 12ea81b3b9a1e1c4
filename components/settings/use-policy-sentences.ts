"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { PolicyVersion } from "@/lib/contracts/options";
import { countryName } from "@/lib/kyc/country";
import { versionChanges, type PolicyChange } from "./policy-changes";

/** Says in sentences what a version changed against the one before it. */
export function usePolicySentences(): (version: PolicyVersion, before: PolicyVersion | undefined) => string {
  const t = useTranslations("policy.sentences");
  const format = useFormatter();
  const locale = useLocale();

  const countries = (codes: string[]) => ({ count: codes.length, names: format.list(codes.map((code) => countryName(code, locale))) });

  const sentence = (change: PolicyChange): string => {
    switch (change.kind) {
      case "ageLimit":
        return ageLimitSentence(change.from, change.to);
      case "countriesAdded":
        return t("countriesAdded", countries(change.codes));
      case "countriesRemoved":
        return t("countriesRemoved", countries(change.codes));
      case "rejectedPeriod":
        if (change.from === 0) return t("periodOn", { to: change.to });
        if (change.to === 0) return t("periodOff", { from: change.from });
        return t(change.to > change.from ? "periodLengthened" : "periodShortened", { from: change.from, to: change.to });
      case "timeZone":
        return t("timeZone", { from: change.from, to: change.to });
      case "other":
        return t("other");
    }
  };

  const ageLimitSentence = (from: number | null, to: number | null): string => {
    if (to === null) return t("ageLimitOff", { from: from ?? 0 });
    if (from === null) return t("ageLimitOn", { to });
    return t(to > from ? "ageLimitRaised" : "ageLimitLowered", { from, to });
  };

  return (version, before) => (before ? versionChanges(before.options, version.options).map(sentence).join(" ") : t("first"));
}
