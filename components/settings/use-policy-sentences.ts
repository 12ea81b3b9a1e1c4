"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { PolicyVersion } from "@/lib/contracts/options";
import { countryName } from "@/lib/kyc/country";
import { livenessPipelineNames, periodKeys } from "@/lib/kyc/options";
import { policyChanges, type ListOptionName, type PolicyChange } from "./policy-changes";

/** The words of what stands in an option's list: a country, a sub-option, a pipeline; addresses stand as they are. */
function useListWords() {
  const t = useTranslations("policy");
  const locale = useLocale();
  return (option: ListOptionName, value: string): string => {
    if (option === "blacklistCountries") return countryName(value, locale);
    const key = periodKeys.find((each) => each === value);
    if (key) return t(`periodKeys.${key}`);
    const pipeline = livenessPipelineNames.find((each) => each === value);
    return pipeline ? t(`pipelines.${pipeline}`) : value;
  };
}

function directionOf(from: number | null, to: number | null): "on" | "off" | "raised" | "lowered" {
  if (to === null) return "off";
  if (from === null) return "on";
  return to > from ? "raised" : "lowered";
}

/** Says in sentences what a version changed against the one before it. */
export function usePolicySentences(): (version: PolicyVersion, before: PolicyVersion | undefined) => string {
  const t = useTranslations("policy");
  const typeName = useTranslations("idTypes");
  const format = useFormatter();
  const words = useListWords();
  const valueOf = (value: string | number) => (typeof value === "number" ? format.number(value) : value);

  const sentence = (change: PolicyChange): string => {
    const label = t(`labels.${change.option}`);
    switch (change.kind) {
      case "number":
        return t(`sentences.numbers.${change.option}.${directionOf(change.from, change.to)}`, { from: change.from ?? 0, to: change.to ?? 0 });
      case "switch":
        return t(change.on ? "sentences.switchedOn" : "sentences.switchedOff", { label });
      case "added":
      case "removed": {
        const values = { label, count: change.values.length, names: format.list(change.values.map((value) => words(change.option, value))) };
        return change.option === "blacklistCountries" ? t(`sentences.countries.${change.kind}`, values) : t(`sentences.${change.kind}`, values);
      }
      case "idTypes":
        return change.to === null ? t("sentences.idTypesAll") : t("sentences.idTypes", { names: format.list(change.to.map((type) => typeName(type))) });
      case "desk":
        return t("sentences.changed", { label });
      case "value":
        if (change.option === "reviewer") return t(change.to === "desk_only" ? "sentences.reviewer.desk_only" : "sentences.reviewer.desk_and_api");
        return t(`sentences.values.${change.option}`, { from: valueOf(change.from), to: valueOf(change.to) });
    }
  };

  return (version, before) => (before ? policyChanges(before.options, version.options).map(sentence).join(" ") : t("sentences.first"));
}
