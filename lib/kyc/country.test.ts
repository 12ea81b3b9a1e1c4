import { expect, test } from "vitest";
import { canonicalCountry, countries, countryName, findCountry, isCanonicalCountry, isCountry, nearestCountry } from "./country";

const outsideIso = [
  "D", "GBD", "GBN", "GBO", "GBP", "GBS", "EUE", "IAO", "NTZ", "RKS", "UNO", "UNA", "UNK", "UTO", "XXA", "XXB", "XXC", "XXX", "XBA", "XIM", "XCC", "XCE",
  "XCO", "XEC", "XPO", "XES", "XMP", "XOM", "XDC",
];

test("holds the 249 codes of ISO 3166-1 alpha-3 and those of ICAO 9303 part 3 section 5, each once", () => {
  const codes = countries.map((country) => country.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => !outsideIso.includes(code))).toHaveLength(249);
  expect([...codes].filter((code) => outsideIso.includes(code)).sort()).toEqual([...outsideIso].sort());
});

test("every row is whole: a code of letters, both names, a canonical code that names itself", () => {
  for (const { code, canonical, en, ko } of countries) {
    expect(code).toMatch(/^([A-Z]{3}|D)$/);
    expect(isCanonicalCountry(canonical)).toBe(true);
    expect(en).toMatch(/^\p{Script=Latin}/u);
    expect(ko).toMatch(/^\p{Script=Hangul}/u);
  }
});

test("the table is frozen", () => {
  expect(Object.isFrozen(countries)).toBe(true);
  expect(countries.every((country) => Object.isFrozen(country))).toBe(true);
});

test.each([
  ["D", "DEU"],
  ["DEU", "DEU"],
  ["GBN", "GBR"],
  ["GBD", "GBR"],
  ["GBO", "GBR"],
  ["GBP", "GBR"],
  ["GBS", "GBR"],
  ["HKG", "HKG"],
  ["UTO", "UTO"],
  ["XXA", "XXA"],
  ["RKS", "RKS"],
  ["deu", null],
  ["DE", null],
  ["ZZZ", null],
  ["", null],
])("%j is %j to the rules", (code, canonical) => {
  expect(canonicalCountry(code)).toBe(canonical);
  expect(isCountry(code)).toBe(canonical !== null);
});

test("a policy names a country by its own code only", () => {
  expect(isCanonicalCountry("DEU")).toBe(true);
  expect(isCanonicalCountry("D")).toBe(false);
});

test.each([
  ["IRN", "Iran", "이란"],
  ["KOR", "South Korea", "대한민국"],
  ["PRK", "North Korea", "북한"],
  ["HKG", "Hong Kong", "홍콩"],
  ["CZE", "Czechia", "체코"],
  ["D", "Germany", "독일"],
])("%s is %s, %s", (code, en, ko) => {
  expect(countryName(code, "en")).toBe(en);
  expect(countryName(code, "ko")).toBe(ko);
});

test.each([
  ["deu", "DEU"],
  ["Germany", "DEU"],
  ["germny", "DEU"],
  ["South Korea", "KOR"],
  ["대한민국", "KOR"],
  ["curacao", "CUW"],
  ["turkiye", "TUR"],
  ["IRNN", "IRN"],
  ["UTOPIA", "UTO"],
  ["Hong  Kong", "HKG"],
])("the nearest code to %j is %s", (text, code) => {
  expect(nearestCountry(text)).toBe(code);
});

test("any text has a nearest code, however long", () => {
  expect(isCountry(nearestCountry("x".repeat(10_000)))).toBe(true);
  expect(isCountry(nearestCountry(""))).toBe(true);
  expect(findCountry("")).toBeNull();
});
