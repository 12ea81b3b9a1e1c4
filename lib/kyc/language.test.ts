import { expect, test } from "vitest";
import { canonicalLanguage, commonLanguages, languageName } from "./language";

test.each([
  ["EN", "en"], [" pt-br ", "pt-BR"], ["zh-hans", "zh-Hans"], ["sr-latn-rs", "sr-Latn-RS"],
  ["english", null], ["xx", null], ["", null], ["en_US", null], ["e", null], ["en-", null],
])("the tag %j is %j", (tag, canonical) => {
  expect(canonicalLanguage(tag)).toBe(canonical);
});

test("what is offered is canonical, once, and has a name in both languages", () => {
  expect(commonLanguages.map(canonicalLanguage)).toEqual([...commonLanguages]);
  expect(new Set(commonLanguages).size).toBe(commonLanguages.length);
  for (const tag of commonLanguages) for (const locale of ["en", "ko"]) expect(languageName(tag, locale), tag).not.toBe(tag);
});
