import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCivilDate, todayIn, type CivilDate } from "../civil-date";
import { catalogue } from "../codes/catalogue";
import { countries } from "../country";
import { idTypes, type IdType } from "../id-type";
import type { RuleOptions } from "../options";
import { ageLimit } from "./age-limit";
import { blacklistCountry } from "./blacklist-country";
import { commentFor, rejectCodeFor } from "./codes";
import { duplicateUser } from "./duplicate-user";
import { evaluate, factsOf, hitsOf, missingOf } from "./evaluate";
import { acceptedIdType } from "./id-type";
import { ruleNames, type Facts } from "./rule";

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(`${text} is no date`);
  return parsed;
}

const allOff: RuleOptions = { ageLimit: null, blacklistCountries: [], acceptedIdTypes: null, rejectDuplicateUser: false };
const unknown: Facts = { issuingCountry: null, birthDate: null, idType: null, duplicateOfApproved: null };
const today = date("2026-11-23");
const fields = { issuingCountry: "UTO", birthDate: "1974-08-12", idType: "passport" };

describe("Age Limit", () => {
  const options = { ...allOff, ageLimit: 19 };

  test.each([
    ["the day before the birthday", "2007-03-02", "2026-03-01", "hit"],
    ["on the birthday itself", "2007-03-01", "2026-03-01", "clear"],
    ["the day after the birthday", "2007-02-28", "2026-03-01", "clear"],
    ["born 29 Feb, seen 28 Feb", "2008-02-29", "2027-02-28", "hit"],
    ["born 29 Feb, seen 1 March", "2008-02-29", "2027-03-01", "clear"],
    ["born 29 Feb, seen 28 Feb of a leap year", "2008-02-29", "2028-02-28", "clear"],
    ["born today", "2026-11-23", "2026-11-23", "hit"],
    ["a hundred years old", "1926-11-23", "2026-11-23", "clear"],
  ])("%s", (_name, birthDate, on, outcome) => {
    expect(ageLimit({ ...unknown, birthDate: date(birthDate) }, options, date(on)).outcome).toBe(outcome);
  });

  test.each([
    ["one millisecond before midnight in Seoul", "Asia/Seoul", "2026-02-28T14:59:59.999Z", "hit"],
    ["at midnight in Seoul", "Asia/Seoul", "2026-02-28T15:00:00.000Z", "clear"],
    ["that instant in New York, where it is still the day before", "America/New_York", "2026-02-28T15:00:00.000Z", "hit"],
    ["one millisecond before midnight in New York", "America/New_York", "2026-03-01T04:59:59.999Z", "hit"],
    ["at midnight in New York", "America/New_York", "2026-03-01T05:00:00.000Z", "clear"],
  ])("born 1 March 2007, %s", (_name, timeZone, instant, outcome) => {
    const birthDate = date("2007-03-01");
    expect(ageLimit({ ...unknown, birthDate }, options, todayIn(timeZone, new Date(instant))).outcome).toBe(outcome);
  });

  test("names the limit for the message", () => {
    expect(ageLimit({ ...unknown, birthDate: date("2020-01-01") }, options, today)).toEqual({ outcome: "hit", rule: "age_limit", params: { age: 19 } });
  });

  test.each([null, "2007", "2007-03", "2007-02-30", "unreadable"])("the birth date %j is skipped, never cleared", (birthDate) => {
    expect(ageLimit(factsOf({ ...fields, birthDate }), options, today)).toEqual({ outcome: "skipped", rule: "age_limit", reason: "fact_missing" });
  });

  test("off is skipped, not cleared", () => {
    expect(ageLimit({ ...unknown, birthDate: date("2020-01-01") }, allOff, today)).toEqual({ outcome: "skipped", rule: "age_limit", reason: "option_off" });
  });
});

describe("Blacklist Country", () => {
  test.each([
    ["a country on it", "IRN", ["PRK", "IRN"], "hit"],
    ["a country that is not", "KOR", ["PRK", "IRN"], "clear"],
    ["Hong Kong, where China is on it", "HKG", ["CHN"], "clear"],
    ["Hong Kong itself", "HKG", ["HKG"], "hit"],
    ["China, where Hong Kong is on it", "CHN", ["HKG"], "clear"],
    ["Puerto Rico, where the United States are on it", "PRI", ["USA"], "clear"],
    ["Utopia, which is not of ISO", "UTO", ["UTO"], "hit"],
    ["a stateless person", "XXA", ["XXA"], "hit"],
    ["D, which is Germany", "D", ["DEU"], "hit"],
    ["DEU, which is Germany too", "DEU", ["DEU"], "hit"],
    ["a British national overseas", "GBN", ["GBR"], "hit"],
    ["D, where another country is on it", "D", ["DNK", "DZA"], "clear"],
  ])("%s", (_name, issuingCountry, blacklistCountries, outcome) => {
    expect(blacklistCountry(factsOf({ ...fields, issuingCountry }), { ...allOff, blacklistCountries }, today).outcome).toBe(outcome);
  });

  test("names the country for the message, by its own code", () => {
    const hit = blacklistCountry(factsOf({ ...fields, issuingCountry: "D" }), { ...allOff, blacklistCountries: ["DEU"] }, today);
    expect(hit).toEqual({ outcome: "hit", rule: "blacklist_country", params: { country: "DEU" } });
  });

  test("never looks at the nationality", () => {
    const withNationality = { ...fields, issuingCountry: "UTO", nationality: "IRN" };
    expect(blacklistCountry(factsOf(withNationality), { ...allOff, blacklistCountries: ["IRN"] }, today).outcome).toBe("clear");
  });

  test.each([null, "ZZZ", "Iran", ""])("the issuing country %j is skipped, never cleared", (issuingCountry) => {
    expect(blacklistCountry(factsOf({ ...fields, issuingCountry }), { ...allOff, blacklistCountries: ["IRN"] }, today)).toEqual({
      outcome: "skipped",
      rule: "blacklist_country",
      reason: "fact_missing",
    });
  });

  test("empty is off", () => {
    expect(blacklistCountry(factsOf(fields), allOff, today)).toEqual({ outcome: "skipped", rule: "blacklist_country", reason: "option_off" });
  });
});

describe("ID Type", () => {
  test.each<[string, string | null, IdType[] | null, string]>([
    ["an accepted type", "passport", ["passport", "visa"], "clear"],
    ["another type", "aadhaar", ["passport", "visa"], "hit"],
    ["any type where none is accepted", "passport", [], "hit"],
    ["a type that does not exist", "library_card", ["passport"], "skipped"],
    ["an unread type", null, ["passport"], "skipped"],
    ["any type while the option is off", "passport", null, "skipped"],
  ])("%s", (_name, idType, acceptedIdTypes, outcome) => {
    expect(acceptedIdType(factsOf({ ...fields, idType }), { ...allOff, acceptedIdTypes }, today).outcome).toBe(outcome);
  });
});

describe("Duplicate user", () => {
  test.each([
    [true, true, "hit"],
    [true, false, "clear"],
    [true, null, "skipped"],
    [false, true, "skipped"],
  ])("option %s, duplicate %s", (rejectDuplicateUser, duplicateOfApproved, outcome) => {
    expect(duplicateUser(factsOf(fields, duplicateOfApproved), { ...allOff, rejectDuplicateUser }, today).outcome).toBe(outcome);
  });

  test("without a look-up says that it is checked on save", () => {
    expect(duplicateUser(factsOf(fields), { ...allOff, rejectDuplicateUser: true }, today)).toMatchObject({ reason: "checked_on_save" });
  });
});

describe("evaluate", () => {
  const allOn: RuleOptions = { ...allOff, ageLimit: 19, blacklistCountries: ["IRN"], acceptedIdTypes: ["passport"], rejectDuplicateUser: true };
  const allHit = factsOf({ issuingCountry: "IRN", birthDate: "2020-01-01", idType: "visa" }, true);

  test("gives one result a rule, in their order", () => {
    expect(evaluate(allHit, allOn, today).map((result) => result.rule)).toEqual(ruleNames);
    expect(hitsOf(evaluate(allHit, allOn, today)).map((hit) => hit.rule)).toEqual(ruleNames);
  });

  test("with every option off skips everything and clears nothing", () => {
    expect(evaluate(allHit, allOff, today).every((result) => result.outcome === "skipped" && result.reason === "option_off")).toBe(true);
  });

  test("names the rules whose fact is missing, apart from those that are off", () => {
    expect(missingOf(evaluate(unknown, allOn, today))).toEqual(["blacklist_country", "age_limit", "id_type"]);
    expect(missingOf(evaluate(unknown, allOff, today))).toEqual([]);
  });

  test("a missing fact never clears, a known one under an enabled option never skips", () => {
    const dates = fc.integer({ min: 1900, max: 2026 }).map((year) => date(`${year}-06-15`));
    const facts = fc.record<Facts>({
      issuingCountry: fc.option(fc.constantFrom(...countries.map((country) => country.canonical))),
      birthDate: fc.option(dates),
      idType: fc.option(fc.constantFrom(...idTypes)),
      duplicateOfApproved: fc.option(fc.boolean()),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const [country, age, idType, duplicate] = evaluate(given, allOn, today);
        expect(country?.outcome === "skipped").toBe(given.issuingCountry === null);
        expect(age?.outcome === "skipped").toBe(given.birthDate === null);
        expect(idType?.outcome === "skipped").toBe(given.idType === null);
        expect(duplicate?.outcome === "skipped").toBe(given.duplicateOfApproved === null);
      }),
    );
  });
});

test.each([
  ["blacklist_country", "blacklistCountry", "id_info_blacklist"],
  ["age_limit", "under_ageLimit", "id_info_notOfAge"],
  ["id_type", "invalid_acceptedID", "invalid_acceptedID"],
  ["duplicate_user", "duplicate_user", "duplicate_user"],
] as const)("%s is %s at intake and %s in review", (rule, intake, review) => {
  expect(rejectCodeFor(rule, "intake")).toBe(intake);
  expect(rejectCodeFor(rule, "review")).toBe(review);
});

test("every rule's code stands in the catalogue, and its message renders from the hit", () => {
  const codes = catalogue.filter((row) => row.stage === "review").map((row): string => row.code);
  for (const stage of ["intake", "review"] as const) {
    for (const rule of ruleNames) {
      const comment = commentFor({ outcome: "hit", rule, params: { age: 19, country: "IRN" } }, stage);
      expect(codes).toContain(comment.code);
      expect(comment.message).not.toMatch(/[{}]/);
    }
  }
});
