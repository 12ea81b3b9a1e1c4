import { describe, expect, test } from "vitest";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import { countChangedOptions, policyChanges, versionChanges } from "./policy-changes";
import { draftOf, readDraft, rebaseDraft } from "./policy-draft";

const inForce: ProjectOptions = { ...defaultOptions, ageLimit: 18, blacklistCountries: ["HRV", "IRN"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul" };
const off: ProjectOptions = { ...inForce, ageLimit: null, blacklistCountries: [], rejectedPeriodDays: 0 };

test.each([inForce, off])("a draft that nobody touched saves what is in force", (options) => {
  const read = readDraft(draftOf(options), options);
  expect(read.faults).toEqual({});
  expect(policyChanges(options, read.options)).toEqual([]);
});

test.each([
  ["13", undefined, 13],
  ["120", undefined, 120],
  [" 21 ", undefined, 21],
  ["12", "tooLow", 18],
  ["121", "tooHigh", 18],
  ["-5", "tooLow", 18],
  ["1.5", "notWhole", 18],
  ["1e2", "notWhole", 18],
  ["abc", "notWhole", 18],
  ["", "empty", 18],
])("an Age Limit of %j", (ageLimit, fault, value) => {
  const { options, faults } = readDraft({ ...draftOf(inForce), ageLimit }, inForce);
  expect(faults.ageLimit).toBe(fault);
  expect(options.ageLimit).toBe(value);
});

test.each([
  ["0", undefined],
  ["3650", undefined],
  ["3651", "tooHigh"],
  ["", "empty"],
])("a Rejected Period of %j", (rejectedPeriod, fault) => {
  expect(readDraft({ ...draftOf(inForce), rejectedPeriod }, inForce).faults.rejectedPeriod).toBe(fault);
});

test("a time zone that does not exist is a fault", () => {
  expect(readDraft({ ...draftOf(inForce), timeZone: "Asia/Pyeongchang" }, inForce).faults).toEqual({ timeZone: "unknown" });
});

test("a country that is typed and not yet on the list is a fault, for saving would drop it", () => {
  expect(readDraft({ ...draftOf(inForce), countryText: "Sy" }, inForce).faults).toEqual({ countries: "unfinished" });
  expect(readDraft({ ...draftOf(inForce), countryText: " " }, inForce).faults).toEqual({});
});

test("a blacklist that is switched off saves no country and keeps the list at hand", () => {
  const draft = { ...draftOf(inForce), blacklistOn: false };
  expect(readDraft(draft, inForce).options.blacklistCountries).toEqual([]);
  expect(draft.countries).toEqual(["HRV", "IRN"]);
});

describe("one's changes on top of another's", () => {
  const theirs: ProjectOptions = { ...inForce, ageLimit: 21, blacklistCountries: ["HRV", "IRN", "PRK"] };

  test("what one did not touch follows the other", () => {
    const draft = { ...draftOf(inForce), rejectedPeriod: "90" };
    expect(rebaseDraft(draft, inForce, theirs)).toEqual({ ...draftOf(theirs), rejectedPeriod: "90" });
  });

  test("countries that were added and removed by both are joined", () => {
    const draft = { ...draftOf(inForce), countries: ["IRN", "SYR"] };
    expect(rebaseDraft(draft, inForce, theirs).countries).toEqual(["IRN", "PRK", "SYR"]);
  });

  test("what one changed oneself stays, though the other changed it too", () => {
    expect(rebaseDraft({ ...draftOf(inForce), ageLimit: "19" }, inForce, theirs).ageLimit).toBe("19");
  });
});

test("changes of the blacklist count as one option, and hidden options are named as other", () => {
  const changes = policyChanges(inForce, { ...inForce, ageLimit: 19, blacklistCountries: ["HRV", "SYR"] });
  expect(changes).toEqual([
    { kind: "ageLimit", from: 18, to: 19 },
    { kind: "countriesAdded", codes: ["SYR"] },
    { kind: "countriesRemoved", codes: ["IRN"] },
  ]);
  expect(countChangedOptions(changes)).toBe(2);
  expect(versionChanges(inForce, { ...inForce, rejectDuplicateUser: true })).toEqual([{ kind: "other" }]);
});
