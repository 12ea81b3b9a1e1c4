"use client";

import { useLocale } from "next-intl";
import type { ComboboxOption } from "@/components/ui/combobox-match";
import { countries, type CountryLocale } from "@/lib/kyc/country";

/** What a field may hold, `D` of a German passport included, or the codes that policies and filters are written in. */
export type CountryRange = "every" | "canonical";

const made = new Map<string, readonly ComboboxOption[]>();

/** Countries by name; a name in the other language finds them too. */
export function countryOptions(range: CountryRange, locale: CountryLocale): readonly ComboboxOption[] {
  const key = `${range} ${locale}`;
  const other = locale === "en" ? "ko" : "en";
  const options =
    made.get(key) ??
    countries
      .filter(({ code, canonical }) => range === "every" || code === canonical)
      .map((country) => ({ value: country.code, label: country[locale], aliases: [country[other]] }))
      .sort((a, b) => a.label.localeCompare(b.label, locale));
  made.set(key, options);
  return options;
}

export function useCountryOptions(range: CountryRange): readonly ComboboxOption[] {
  return countryOptions(range, useLocale());
}
