import { describe, expect, test } from "vitest";
import type { FieldName, Fields } from "../fields";
import { compareFields, differingFields, openDifferences, isSameValue, type Layers } from "./compare";
import { segmentsOf } from "./segments";

const claimed: Fields = {
  issuingCountry: "HUN",
  fullName: "Birutė Basanavičienė",
  birthDate: "1964-12-08",
  nationality: "D",
  gender: "female",
  documentNumber: "C-000 000",
  identityNumber: null,
  issueDate: "2008-02-22",
  expireDate: "2018-02-21",
  idType: "passport",
};
const read: Fields = { ...claimed, issuingCountry: "HRV", birthDate: "1964-08-12", nationality: "DEU", documentNumber: "C000000" };
const zone: Fields = { ...read, fullName: "BASANAVICIENE BIRUTE", issueDate: null };
const layers: Layers = { claimed, printed: read, mrz: zone, final: claimed };

const row = (field: FieldName, given = layers) => compareFields(given).find((compared) => compared.field === field);
const marked = (value: string, other: string) => segmentsOf(value, other).map(({ text, differs }) => (differs ? `[${text}]` : text)).join("");

test("what differs comes first, both parts in the order of the screen", () => {
  expect(compareFields(layers).map(({ field }) => field)).toEqual([
    "issuingCountry",
    "birthDate",
    "fullName",
    "nationality",
    "gender",
    "documentNumber",
    "identityNumber",
    "issueDate",
    "expireDate",
    "idType",
  ]);
  expect(differingFields(layers)).toEqual(["issuingCountry", "birthDate"]);
});

test("marks on both sides only the characters that differ", () => {
  expect(row("issuingCountry")?.claimed).toEqual({ state: "differs", value: "HUN", segments: [{ text: "H", differs: false }, { text: "UN", differs: true }] });
  expect(row("issuingCountry")?.printed.segments).toEqual([{ text: "H", differs: false }, { text: "RV", differs: true }]);
});

test("an absent value is none, an absent layer is not run, and neither differs", () => {
  expect(row("issueDate")?.mrz).toEqual({ state: "none", value: null, segments: [] });
  expect(row("issueDate", { ...layers, mrz: null })?.mrz.state).toBe("not_run");
  expect(row("identityNumber")?.differs).toBe(false);
});

test("a value that nobody claimed stands alone, and differs where print and zone disagree", () => {
  const unclaimed = { ...layers, claimed: { ...claimed, birthDate: null }, mrz: { ...zone, birthDate: "1964-08-13" } };
  expect(row("birthDate", unclaimed)).toMatchObject({ differs: true, claimed: { state: "none" }, printed: { state: "alone" }, mrz: { state: "differs" } });
});

test("an open difference is one whose final value is still the claimed one", () => {
  expect(openDifferences(layers)).toEqual(differingFields(layers));
  const corrected = { ...layers, final: { ...claimed, issuingCountry: "HRV" } };
  expect(differingFields(corrected)).toContain("issuingCountry");
  expect(openDifferences(corrected)).toEqual(differingFields(layers).filter((field) => field !== "issuingCountry"));
});

test("a correction does not hide that the layers disagree", () => {
  expect(row("issuingCountry", { ...layers, final: { ...claimed, issuingCountry: "HRV" } })).toMatchObject({ differs: true, final: "HRV" });
});

describe("the same", () => {
  test.each<[FieldName, string, string, boolean]>([
    ["fullName", "Birutė Basanavičienė", "BASANAVICIENE<<BIRUTE", true],
    ["fullName", "Jürgen Müller", "MUELLER JUERGEN", true],
    ["fullName", "Jürgen Müller", "MULLER JURGEN", true],
    ["fullName", "Иван Щербаков", "SHCHERBAKOV IVAN", true],
    ["fullName", "anna  eriksson", "Anna Eriksson", false],
    ["issuingCountry", "D", "DEU", false],
    ["nationality", "GBN", "GBR", false],
    ["documentNumber", "ab 12-34", "AB1234", false],
    ["identityNumber", "110101/111", "110101111", true],
  ])("%s: %s and %s", (field, a, b, inZone) => {
    expect(isSameValue(field, a, b, inZone)).toBe(true);
    expect(isSameValue(field, b, a, inZone)).toBe(true);
  });
});

describe("not the same", () => {
  test.each<[FieldName, string, string, boolean]>([
    ["fullName", "Birutė", "Birute", false],
    ["fullName", "Anna Eriksson", "Anna Erikson", true],
    ["fullName", "Anna Eriksson", "Eriksson Anna", false],
    ["issuingCountry", "HKG", "CHN", false],
    ["birthDate", "1964-12-08", "1964-08-12", true],
    ["documentNumber", "O00000000", "000000000", true],
  ])("%s: %s and %s", (field, a, b, inZone) => {
    expect(isSameValue(field, a, b, inZone)).toBe(false);
  });
});

test.each([
  ["1964-12-08", "1964-08-12", "1964-[12]-[08]"],
  ["HUN", "HRV", "H[UN]"],
  ["Eriksson", "ERIKSON", "Eriks[s]on"],
  ["Anna Maria Eriksson", "Anna Eriksson", "Anna [Maria ]Eriksson"],
  ["Birutė", "BIRUTE", "Birutė"],
  ["김하늘", "김바늘", "김[하]늘"],
  ["", "x", ""],
  ["abc", "", "[abc]"],
  ["🙂a", "🙂b", "🙂[a]"],
])("%s beside %s is marked %s", (value, other, expected) => {
  expect(marked(value, other)).toBe(expected);
});
