import { describe, expect, test } from "vitest";
import { parseCivilDate, type CivilDate } from "../civil-date";
import type { Fields } from "../fields";
import { parseChanges, type FieldChanges } from "./correction";

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(`${text} is no date`);
  return parsed;
}

const current: Fields = {
  issuingCountry: "UTO",
  fullName: "Anna Maria Eriksson",
  birthDate: "1974-08-12",
  nationality: "UTO",
  gender: "female",
  documentNumber: "L898902C3",
  identityNumber: null,
  issueDate: "2007-04-16",
  expireDate: "2012-04-15",
  idType: "passport",
};
const today = date("2026-11-23");
const parse = (changes: FieldChanges, from: Partial<Fields> = {}) => parseChanges(changes, { ...current, ...from }, today);

describe("accepts", () => {
  test.each<[string, FieldChanges, FieldChanges]>([
    ["a name, spaces collapsed", { fullName: "  Anna \t Eriksson\n" }, { fullName: "Anna Eriksson" }],
    ["a name, accents composed", { fullName: "Noe\u0308l Roe" }, { fullName: "No\u00ebl Roe" }],
    ["a Hangul name with Han in brackets", { fullName: "김하늘 (金하늘)" }, { fullName: "김하늘 (金하늘)" }],
    ["markup as the text that it is", { fullName: "<b>Anna</b>" }, { fullName: "<b>Anna</b>" }],
    ["a birth date of today", { birthDate: "2026-11-23" }, { birthDate: "2026-11-23" }],
    ["29 February of a leap year", { birthDate: "2008-02-29" }, { birthDate: "2008-02-29" }],
    ["an expiry before the issue", { expireDate: "2001-01-01" }, { expireDate: "2001-01-01" }],
    ["an expiry in the future", { expireDate: "2036-01-01" }, { expireDate: "2036-01-01" }],
    ["a country in small letters", { issuingCountry: "deu" }, { issuingCountry: "DEU" }],
    ["D, and keeps it", { issuingCountry: "D", nationality: "D" }, { issuingCountry: "D", nationality: "D" }],
    ["an ID type", { idType: "visa" }, { idType: "visa" }],
    ["a gender", { gender: "male" }, { gender: "male" }],
    ["numbers of 64 characters", { identityNumber: "1".repeat(64) }, { identityNumber: "1".repeat(64) }],
    ["an empty text as not known", { documentNumber: " ", gender: "", nationality: null, expireDate: "" }, { documentNumber: null, gender: null, nationality: null, expireDate: null }],
    ["nothing", {}, {}],
  ])("%s", (_name, changes, fields) => {
    expect(parse(changes)).toEqual({ fields });
  });

  test("drops what changes nothing, also after normalising", () => {
    expect(parse({ fullName: " Anna  Maria Eriksson ", issuingCountry: "uto", identityNumber: "", gender: "female", birthDate: "1974-08-13" })).toEqual({
      fields: { birthDate: "1974-08-13" },
    });
  });

  test("leaves a year-only birth date and an unknown ID type alone while they are not touched", () => {
    expect(parse({ birthDate: "1974", idType: null, fullName: "金哲洙" }, { birthDate: "1974", idType: null, fullName: "金哲洙" })).toEqual({ fields: {} });
  });

  test("a name where none was known", () => {
    expect(parse({ fullName: "Anna" }, { fullName: null })).toEqual({ fields: { fullName: "Anna" } });
  });
});

describe("refuses", () => {
  test.each<[string, FieldChanges, string, string]>([
    ["a date that does not exist", { birthDate: "2026-02-30" }, "birthDate", "not_a_date"],
    ["a year alone", { birthDate: "1974" }, "birthDate", "not_a_date"],
    ["a date in another order", { expireDate: "15.04.2012" }, "expireDate", "not_a_date"],
    ["a birth tomorrow", { birthDate: "2026-11-24" }, "birthDate", "in_future"],
    ["no birth date", { birthDate: "" }, "birthDate", "required"],
    ["no name", { fullName: "  " }, "fullName", "required"],
    ["no issuing country", { issuingCountry: null }, "issuingCountry", "required"],
    ["no ID type", { idType: null }, "idType", "required"],
    ["a name of 10,000 characters", { fullName: "x".repeat(10_000) }, "fullName", "too_long"],
    ["a name without letters", { fullName: "12 34" }, "fullName", "no_letters"],
    ["a name with a zero byte", { fullName: "Anna\u0000" }, "fullName", "not_printable"],
    ["a name that turns its direction", { fullName: "Anna\u202e" }, "fullName", "not_printable"],
    ["a name in Cyrillic", { fullName: "Анна" }, "fullName", "not_editable"],
    ["a name in Han", { fullName: "金哲洙" }, "fullName", "not_editable"],
    ["a number of 65 characters", { documentNumber: "1".repeat(65) }, "documentNumber", "too_long"],
    ["a number with a zero byte", { identityNumber: "1\u00002" }, "identityNumber", "not_printable"],
    ["a number with half a surrogate", { identityNumber: "1\ud800" }, "identityNumber", "not_printable"],
    ["a gender that is none", { gender: "F" }, "gender", "not_a_gender"],
    ["an ID type that is none", { idType: "library_card" }, "idType", "not_an_id_type"],
  ])("%s", (_name, changes, path, code) => {
    expect(parse(changes)).toMatchObject({ errors: [{ path, code }] });
  });

  test("a country that is none, naming the nearest", () => {
    expect(parse({ issuingCountry: "Germny" })).toEqual({
      errors: [
        {
          path: "issuingCountry",
          code: "not_a_country",
          params: { nearest: "DEU" },
          message: "is no ISO 3166-1 alpha-3 or ICAO 9303 country code: the nearest is DEU",
        },
      ],
    });
  });

  test.each(["金哲洙", "山田太郎", "Иван Петров", "محمد"])("any change of the name %s: its script is not an agent's to correct", (fullName) => {
    expect(parse({ fullName: "Anna" }, { fullName })).toMatchObject({ errors: [{ path: "fullName", code: "not_editable" }] });
  });

  test("all changes when one is wrong, and names every wrong one", () => {
    expect(parse({ fullName: "Anna", birthDate: "x", idType: "y" })).toMatchObject({ errors: [{ path: "birthDate" }, { path: "idType" }] });
  });

  test("without quoting what was typed: errors reach logs", () => {
    expect(JSON.stringify(parse({ birthDate: "secret", documentNumber: "secret".repeat(20), gender: "secret" }))).not.toContain("secret");
  });
});
