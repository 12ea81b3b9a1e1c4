"use client";

import { useLocale, useTranslations } from "next-intl";
import { ageOn, parseCivilDate, type CivilDate } from "@/lib/kyc/civil-date";
import { countryName } from "@/lib/kyc/country";
import { genders, type FieldName } from "@/lib/kyc/fields";
import { isIdType } from "@/lib/kyc/id-type";

/** The id that ties the row's label to its input; one case is on a page. */
export const inputId = (field: FieldName) => `case-${field}`;

/** A value of a field as a person reads it: `HRV Croatia`, `Passport`, `1982-12-25`. What is in no table stands as it is. */
export function useFieldText(): (field: FieldName, value: string) => string {
  const locale = useLocale();
  const genderText = useTranslations("common.gender");
  const idTypeText = useTranslations("idTypes");

  return (field, value) => {
    switch (field) {
      case "issuingCountry":
      case "nationality": {
        const name = countryName(value, locale);
        return name === value ? value : `${value} ${name}`;
      }
      case "gender": {
        const gender = genders.find((known) => known === value);
        return gender ? genderText(gender) : value;
      }
      case "idType":
        return isIdType(value) ? idTypeText(value) : value;
      default:
        return value;
    }
  };
}

/** Whole years at `today` of a birth date that is whole; null of any other field or value. */
export function ageIn(field: FieldName, value: string | null, today: CivilDate): number | null {
  const birth = field === "birthDate" ? parseCivilDate(value) : null;
  return birth === null || birth > today ? null : ageOn(birth, today);
}

/** Fields whose letters are held against each other one by one; an ID type or gender differs as a word. */
export function isSpelled(field: FieldName): boolean {
  return field !== "gender" && field !== "idType";
}
