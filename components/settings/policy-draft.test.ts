import { describe, expect, test } from "vitest";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import { countChangedOptions, policyChanges } from "./policy-changes";
import { draftOf, readDraft, rebaseDraft } from "./policy-draft";

const inForce: ProjectOptions = { ...defaultOptions, ageLimit: 18, blacklistCountries: ["HRV", "IRN"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul" };
const off: ProjectOptions = { ...inForce, ageLimit: null, blacklistCountries: [], rejectedPeriodDays: 0, retryTimeoutHours: null };
const busy: ProjectOptions = {
  ...inForce, acceptedIdTypes: ["passport"], approvedPeriodDays: 7, approvedPeriodBy: ["identity"], rejectedPeriodBy: ["ipAddress"], idLivenessPipelines: ["screenReplay"],
  automatedProcessingOnly: true, corsOrigins: ["https://a.example"], ipAllowList: ["203.0.113.0/24"], requestsPerMinute: 60, reviewer: "desk_only",
  graceSeconds: 0, secondApproval: "sampled", secondApprovalPercent: 25, flagWeights: { warning: 40 }, slaHours: 24,
  slaWorkingHours: { days: [1, 2], from: "09:00", to: "18:00" }, slaHolidayCountry: "KOR",
};

test.each([inForce, off, busy])("a draft that nobody touched saves what is in force", (options) => {
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

test.each([
  [{ days: [], from: "09:00", to: "18:00" }, "noDay"],
  [{ days: [1], from: "18:00", to: "09:00" }, "order"],
  [{ days: [1], from: "09:00", to: "09:00" }, "order"],
  [{ days: [1], from: "", to: "18:00" }, "order"],
  [{ days: [7], from: "00:00", to: "23:59" }, undefined],
])("working hours of %j", (slaWorkingHours, fault) => {
  const { options, faults } = readDraft({ ...draftOf(inForce), sla: "24", slaWorkingHours }, inForce);
  expect(faults.workingHours).toBe(fault);
  expect(options.slaWorkingHours).toEqual(fault === undefined ? slaWorkingHours : null);
});

test("working hours of a limit that is switched off are no fault", () => {
  expect(readDraft({ ...draftOf(inForce), slaWorkingHours: { days: [], from: "09:00", to: "18:00" } }, inForce).faults).toEqual({});
});

test("a weight of nothing is not stored, and one that is no number is told with its kind", () => {
  const draft = draftOf({ ...inForce, flagWeights: { warning: 40 } });
  const { options, faults } = readDraft({ ...draft, weights: { ...draft.weights, rule_hit: "7", warning: "0", not_run: "101" } }, inForce);
  expect(options.flagWeights).toEqual({ rule_hit: 7 });
  expect(faults.weights).toEqual(["not_run"]);
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

test.each([
  ["approvedPeriod", "3651", "tooHigh"],
  ["retryTimeout", "0", "tooLow"],
  ["retryTimeout", "721", "tooHigh"],
  ["requests", "", "empty"],
  ["requests", "100001", "tooHigh"],
] as const)("%s of %j is a fault, and what is in force stays", (name, typed, fault) => {
  const { options, faults } = readDraft({ ...draftOf(busy), [name]: typed }, busy);
  expect(faults).toEqual({ [name]: fault });
  expect(policyChanges(busy, options)).toEqual([]);
});

test("accepting no type, an Approved Period without a key, and an unreadable text for the applicant are faults", () => {
  const draft = { ...draftOf(busy), acceptedIdTypes: [], approvedPeriodBy: [], automatedRejectionText: " " };
  expect(readDraft(draft, busy).faults).toEqual({ idTypes: "none", approvedPeriodBy: "none", rejectionText: "empty" });
  expect(readDraft({ ...draftOf(busy), automatedRejectionText: "가".repeat(501) }, busy).faults).toEqual({ rejectionText: "tooLong" });
  expect(readDraft({ ...draftOf(busy), automatedRejectionText: "😀".repeat(500) }, busy).faults).toEqual({});
});

test("sub-options of what is switched off are no fault: those in force stay", () => {
  const draft = { ...draftOf(busy), approvedPeriod: null, approvedPeriodBy: [], automatedProcessingOnly: false, automatedRejectionText: "" };
  const { options, faults } = readDraft(draft, busy);
  expect(faults).toEqual({});
  expect(options).toMatchObject({ approvedPeriodDays: 0, approvedPeriodBy: ["identity"], automatedRejectionText: busy.automatedRejectionText });
});

test("an address that is typed and not yet on its list is a fault", () => {
  expect(readDraft({ ...draftOf(inForce), originText: "exa", blockText: "10." }, inForce).faults).toEqual({ origins: "unfinished", blocks: "unfinished" });
});

test("lists, switches and texts are joined with another's like the blacklist", () => {
  const mine = { ...draftOf(busy), corsOrigins: ["https://b.example"], idLivenessPipelines: [], selfieLiveness: true, reviewer: "desk_and_api" as const };
  const theirs: ProjectOptions = { ...busy, corsOrigins: ["https://a.example", "https://c.example"], idLivenessPipelines: ["screenReplay", "paperPrinted"], universal: true };
  expect(rebaseDraft(mine, busy, theirs)).toEqual({
    ...draftOf(theirs), corsOrigins: ["https://c.example", "https://b.example"], idLivenessPipelines: ["paperPrinted"], selfieLiveness: true, reviewer: "desk_and_api",
  });
});

test("every option is told in the order of the screen, and a list counts once", () => {
  const changes = policyChanges(inForce, { ...inForce, timeZone: "UTC", ageLimit: 19, blacklistCountries: ["HRV", "SYR"], rejectDuplicateUser: true, approvedPeriodDays: 7, acceptedIdTypes: ["passport"] });
  expect(changes).toEqual([
    { kind: "number", option: "ageLimit", from: 18, to: 19 },
    { kind: "added", option: "blacklistCountries", values: ["SYR"] },
    { kind: "removed", option: "blacklistCountries", values: ["IRN"] },
    { kind: "idTypes", option: "acceptedIdTypes", to: ["passport"] },
    { kind: "switch", option: "rejectDuplicateUser", on: true },
    { kind: "number", option: "approvedPeriodDays", from: null, to: 7 },
    { kind: "value", option: "timeZone", from: "Asia/Seoul", to: "UTC" },
  ]);
  expect(countChangedOptions(changes)).toBe(6);
});
