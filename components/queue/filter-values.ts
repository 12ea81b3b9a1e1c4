"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFlagWords } from "@/components/kyc/flag-label";
import { useCountryOptions } from "@/components/kyc/use-country-options";
import type { ComboboxOption } from "@/components/ui/combobox-match";
import { waitingHours, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import { flags } from "@/lib/kyc/flags";
import { idTypes } from "@/lib/kyc/id-type";
import { submissionStatuses } from "@/lib/kyc/review/transitions";
import { decidersOptions } from "@/lib/queries/deciders";
import type { FilterName } from "./filter-names";

/** What one filter offers and what of it is chosen, in words. */
export function useFilterValues(name: FilterName, filter: SubmissionFilter): { options: readonly ComboboxOption[]; chosen: string[]; change: (values: string[]) => Partial<SubmissionFilter> } {
  const t = useTranslations();
  const countryOptions = useCountryOptions("canonical");
  const flagWords = useFlagWords();
  const deciders = useQuery({ ...decidersOptions(), enabled: name === "assignee" }).data?.members ?? [];
  const within = <Value extends string>(all: readonly Value[], values: string[]) => all.filter((value) => values.includes(value));

  switch (name) {
    case "waiting":
      return {
        options: waitingHours.map((hours) => ({ value: hours.toString(), label: t("queue.hours", { hours }) })),
        chosen: filter.waiting === null ? [] : [filter.waiting.toString()],
        change: (values) => ({ waiting: Number(values.at(-1)) || null }),
      };
    case "assignee":
      return {
        options: [{ value: "me", label: t("queue.assignees.me") }, { value: "nobody", label: t("queue.assignees.nobody") }, ...deciders.map(({ id, name: label }) => ({ value: id, label }))],
        chosen: filter.assignee === null ? [] : [filter.assignee],
        change: (values) => ({ assignee: values.at(-1) || null }),
      };
    case "flag":
      return {
        options: flags.map((value) => ({ value, label: flagWords(value) })),
        chosen: filter.flag,
        change: (values) => ({ flag: within(flags, values) }),
      };
    case "country":
      return {
        options: countryOptions,
        chosen: filter.country,
        change: (values) => ({ country: [...new Set(values)] }),
      };
    case "idType":
      return {
        options: idTypes.map((value) => ({ value, label: t(`idTypes.${value}`) })),
        chosen: filter.idType,
        change: (values) => ({ idType: within(idTypes, values) }),
      };
    case "status":
      return {
        options: submissionStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
        chosen: filter.status,
        change: (values) => ({ status: within(submissionStatuses, values) }),
      };
  }
}
