import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listChain } from "@/db/queries/audit";
import { withEnginesBut } from "@/db/test/engines";
import { makeContext as makeBare, testOptions, withRole } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { savePolicySchema, type SavePolicyInput } from "@/lib/contracts/options";
import { getPolicy } from "./get-policy";
import { listUnkeptOptions } from "./list-unkept-options";
import { savePolicy } from "./save-policy";

const stores = testStores();
const makeContext = async (...given: Parameters<typeof makeBare>) => withEnginesBut(await makeBare(...given));
const { ageLimit, blacklistCountries, rejectedPeriodDays, timeZone } = testOptions;
const input = (options: Partial<SavePolicyInput["options"]> = {}, version = 1, reason: string | null = null): SavePolicyInput => ({
  version, reason, options: { ageLimit, blacklistCountries, rejectedPeriodDays, timeZone, ...options },
});

test("each save is a new version with author, time and reason, and the old one stays as it was", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const saved = await savePolicy(ctx, input({ ageLimit: 21, blacklistCountries: ["SYR", "PRK", "SYR"] }, 1, "Board decision"));

    expect(saved.versions).toMatchObject([
      { version: 2, author: ctx.actor.email, reason: "Board decision", options: { ageLimit: 21, blacklistCountries: ["PRK", "SYR"] } },
      { version: 1, options: { ageLimit: 19, blacklistCountries: ["IRN", "PRK"] } },
    ]);
    const entries = await listChain(db, ctx.projectId, 0, 10);
    expect(entries.at(-1)).toMatchObject({ action: "options.saved", subjectId: "2" });
    expect(entries.at(-1)?.fields.map((field) => field.name)).toEqual(["ageLimit", "blacklistCountries"]);
  }));

test("saving what is in force already makes no version", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    expect((await savePolicy(ctx, input())).versions).toHaveLength(1);
    expect(await listChain(db, ctx.projectId, 0, 10)).toHaveLength(1);
  }));

test("a stale save is 409 with the policy as it is, and writes nothing", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    await savePolicy(ctx, input({ ageLimit: null }));
    await expect(savePolicy(ctx, input({ ageLimit: 30 }))).rejects.toMatchObject({ status: 409, errorCode: "stale_version", details: { versions: [{ version: 2 }, { version: 1 }] } });
    expect((await getPolicy(ctx)).versions).toHaveLength(2);
  }));

test("a country whose public holidays are not known is refused by its name, and nothing is saved; one that is known is taken", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    await expect(savePolicy(ctx, input({ slaHours: 8, slaHolidayCountry: "ATA" }))).rejects.toMatchObject({
      status: 422, errorCode: "holidays_unknown", message: "The public holidays of Antarctica are not known.",
    });
    expect((await getPolicy(ctx)).versions).toHaveLength(1);
    expect((await savePolicy(ctx, input({ slaHours: 8, slaHolidayCountry: "KOR" }))).versions[0]?.options).toMatchObject({ slaHolidayCountry: "KOR" });
  }));

test("only admins save; everybody reads", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    await expect(savePolicy(ctx, input({ ageLimit: 30 }))).rejects.toMatchObject({ status: 403 });
    expect((await getPolicy({ ...(await withRole(ctx, "viewer")), engines: ctx.engines })).versions).toHaveLength(1);
  }));

test("of two saves at once one wins and one is stale", async () => {
  const ctx = await makeContext(createDatabase(testPool()), stores, "admin");
  const outcomes = await Promise.allSettled([savePolicy(ctx, input({ ageLimit: 20 })), savePolicy(ctx, input({ ageLimit: 40 }))]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await getPolicy(ctx)).versions).toHaveLength(2);
});

test.each<[string, SavePolicyInput["options"]]>([
  ["an age under 13", { ageLimit: 12 }],
  ["an age over 120", { ageLimit: 121 }],
  ["half a year", { ageLimit: 18.5 }],
  ["a country that is none", { blacklistCountries: ["ZZZ"] }],
  ["a country by its document letters", { blacklistCountries: ["D"] }],
  ["a negative period", { rejectedPeriodDays: -1 }],
  ["a zone that is none", { timeZone: "Asia/Nowhere" }],
  ["no type of document at all", { acceptedIdTypes: [] }],
  ["an Approved Period that looks at nothing", { approvedPeriodBy: [] }],
  ["a Rejected Period that leaves out the e-mail", { rejectedPeriodBy: ["email" as "identity"] }],
  ["an empty text for the applicant", { automatedRejectionText: " " }],
  ["a text of 501 characters", { automatedRejectionText: "가".repeat(501) }],
  ["a time-out of no hour", { retryTimeoutHours: 0 }],
  ["an origin with a path", { corsOrigins: ["https://www.example.com/"] }],
  ["every origin", { corsOrigins: ["*"] }],
  ["an address that is no block", { ipAllowList: ["203.0.113.7"] }],
  ["no request a minute", { requestsPerMinute: 0 }],
])("%s is refused by the contract", (_name, options) => {
  expect(savePolicySchema.safeParse(input(options)).success).toBe(false);
});

test("500 characters for the applicant are taken, an emoji as one", () => {
  expect(savePolicySchema.safeParse(input({ automatedRejectionText: "😀".repeat(500) })).success).toBe(true);
});

test("options that are not named stay, lists lose what stands twice, and every changed option is audited by name", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const options = { approvedPeriodDays: 7, approvedPeriodBy: ["identity", "email", "identity"], corsOrigins: ["https://b.example", "https://a.example", "https://b.example"], retryTimeoutHours: null } as const;
    const saved = await savePolicy(ctx, { version: 1, reason: null, options: { ...options, approvedPeriodBy: [...options.approvedPeriodBy], corsOrigins: [...options.corsOrigins] } });
    expect(saved.versions[0]?.options).toEqual({ ...testOptions, ...options, approvedPeriodBy: ["email", "identity"], corsOrigins: ["https://a.example", "https://b.example"] });
    const entries = await listChain(db, ctx.projectId, 0, 10);
    expect(entries.at(-1)?.fields.map((field) => field.name).sort()).toEqual(["approvedPeriodBy", "approvedPeriodDays", "corsOrigins", "retryTimeoutHours"]);
  }));

test("an option whose engine is not configured cannot be switched on: 422 names option and engines, and nothing is written", () =>
  withRollback(async (db) => {
    const ctx = withEnginesBut(await makeBare(db, stores, "admin"), "forensics", "faces");
    expect((await getPolicy(ctx)).missingEngines).toMatchObject({ idCardValidation: ["forensics"], faceDuplication: ["faces"], selfieLiveness: [] });
    await expect(savePolicy(ctx, input({ idCardValidation: true, faceDuplication: true, selfieLiveness: true, ageLimit: 30 }))).rejects.toMatchObject({
      status: 422, errorCode: "engine_missing",
      details: { options: [{ option: "idCardValidation", engines: ["forensics"] }, { option: "faceDuplication", engines: ["faces"] }] },
    });
    expect((await getPolicy(ctx)).versions).toHaveLength(1);
    expect((await savePolicy(ctx, input({ selfieLiveness: true }))).versions[0]?.options).toMatchObject({ selfieLiveness: true });
  }));

test("an option that is on while its engine went away stays on, can be switched off, and not on again", () =>
  withRollback(async (db) => {
    const whole = await makeContext(db, stores, "admin", { faceDuplication: true });
    const ctx = withEnginesBut(whole, "faces");
    expect((await savePolicy(ctx, input({ ageLimit: 30 }))).versions[0]?.options).toMatchObject({ faceDuplication: true, ageLimit: 30 });
    expect((await savePolicy(ctx, input({ faceDuplication: false }, 2))).versions[0]?.options).toMatchObject({ faceDuplication: false });
    await expect(savePolicy(ctx, input({ faceDuplication: true }, 3))).rejects.toMatchObject({ errorCode: "engine_missing" });
  }));

test("options that are on without their engines are listed for the banner, with what each lacks", () =>
  withRollback(async (db) => {
    const whole = await makeContext(db, stores, "admin", { faceDuplication: true, idLivenessPipelines: ["screenReplay"], selfieLiveness: true });
    expect(await listUnkeptOptions(whole)).toEqual([]);
    expect(await listUnkeptOptions(withEnginesBut(whole, "faces", "documentLiveness", "mrz"))).toEqual([
      { option: "idLivenessPipelines", engines: ["documentLiveness"] },
      { option: "faceDuplication", engines: ["faces"] },
    ]);
  }));
