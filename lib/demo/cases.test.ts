import { describe, expect, test } from "vitest";
import { isCountry } from "@/lib/kyc/country";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import { checkDigit, formatTd1, formatTd3, type MrzData } from "@/lib/kyc/mrz";
import { isIdType } from "@/lib/kyc/id-type";
import { differingFields } from "@/lib/kyc/review/compare";
import { demoCases, type DemoCase } from "./cases";
import { people } from "./people";

const cases = demoCases();
const countOf = (kind: DemoCase["fate"]["kind"]) => cases.filter((demo) => demo.fate.kind === kind).length;

test("there are sixty cases, of every fate, each with a number of its own", () => {
  expect(cases).toHaveLength(60);
  expect(["pending", "incomplete", "approved", "rejected", "erased"].map((kind) => countOf(kind as DemoCase["fate"]["kind"]))).toEqual([36, 4, 11, 8, 1]);
  expect(new Set(cases.map((demo) => demo.seed)).size).toBe(60);
});

test("forty people whom no country disowns, with dates that exist", () => {
  expect(people).toHaveLength(40);
  expect(people.filter((person) => !isCountry(person.country) || parseCivilDate(person.birthDate) === null || !isIdType(person.idType))).toEqual([]);
});

test.each([
  ["Hangul", /\p{Script=Hangul}/u],
  ["Han", /\p{Script=Han}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["accents", /[\u00c0-\u024f\u1e00-\u1eff]/u],
  ["a hyphen", /\p{L}-\p{L}/u],
])("some names that were typed have %s", (_name, pattern) => {
  expect(cases.some((demo) => demo.fate.kind === "pending" && pattern.test(demo.claimed.fullName ?? ""))).toBe(true);
});

test("documents are of ISO states, of Germany's D and of Utopia", () => {
  const states = new Set(cases.map((demo) => demo.person.country));
  expect([...states]).toEqual(expect.arrayContaining(["KOR", "UTO", "D", "HKG"]));
  expect(states.size).toBeGreaterThan(20);
});

test("nobody waits twice: an e-mail has one case that waits, and some of it were decided earlier", () => {
  const waiting = cases.filter((demo) => demo.fate.kind === "pending").map((demo) => demo.email);
  expect(new Set(waiting).size).toBe(waiting.length);
  const decided = cases.filter((demo) => demo.fate.kind === "approved" || demo.fate.kind === "rejected").map((demo) => demo.email);
  expect(decided.filter((email) => waiting.includes(email)).length).toBeGreaterThan(3);
});

test("some say something else than their document, and most do not", () => {
  const waiting = cases.filter((demo) => demo.fate.kind === "pending");
  const differing = waiting.filter(({ claimed, printed, mrz }) => differingFields({ claimed, printed, mrz, final: claimed }).length > 0);
  expect(differing.length).toBeGreaterThan(3);
  expect(differing.length).toBeLessThan(waiting.length);
  expect(waiting.flatMap((demo) => [demo.claimed.birthDate, demo.claimed.issueDate, demo.claimed.expireDate]).filter((date) => date !== null && parseCivilDate(date) === null)).toEqual([]);
});

describe("the zone that a document prints", () => {
  const zoneOf = ({ person, document }: DemoCase, format: (data: MrzData) => string[]) =>
    format({ ...document, issuingCountry: person.country, nationality: person.country, surname: person.surname, givenNames: person.given, birthDate: person.birthDate, gender: person.gender });

  test("of a passport has right check digits, the last one over all of them", () => {
    for (const demo of cases.filter((each) => each.person.idType === "passport")) {
      const [, line = ""] = zoneOf(demo, formatTd3);
      for (const [from, to] of [[0, 9], [13, 19], [21, 27], [28, 42]] as const) if (line.slice(from, to) !== "<".repeat(to - from)) expect(line[to]).toBe(checkDigit(line.slice(from, to)));
      expect(line[43]).toBe(checkDigit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 43)));
    }
  });

  test("of a card has right check digits, the last one over both lines", () => {
    for (const demo of cases.filter((each) => each.person.idType !== "passport")) {
      const [first = "", second = ""] = zoneOf(demo, formatTd1);
      expect([first[14], second[6], second[14]]).toEqual([checkDigit(first.slice(5, 14)), checkDigit(second.slice(0, 6)), checkDigit(second.slice(8, 14))]);
      expect(second[29]).toBe(checkDigit(first.slice(5, 30) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29)));
    }
  });
});
