import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listChain } from "@/db/queries/audit";
import { makeContext, testOptions, withRole } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { savePolicySchema, type SavePolicyInput } from "@/lib/contracts/options";
import { getPolicy } from "./get-policy";
import { savePolicy } from "./save-policy";

const stores = testStores();
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

test("only admins save; everybody reads", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    await expect(savePolicy(ctx, input({ ageLimit: 30 }))).rejects.toMatchObject({ status: 403 });
    expect((await getPolicy(await withRole(ctx, "viewer"))).versions).toHaveLength(1);
  }));

test("of two saves at once one wins and one is stale", async () => {
  const ctx = await makeContext(createDatabase(testPool()), stores, "admin");
  const outcomes = await Promise.allSettled([savePolicy(ctx, input({ ageLimit: 20 })), savePolicy(ctx, input({ ageLimit: 40 }))]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await getPolicy(ctx)).versions).toHaveLength(2);
});

test.each([
  ["an age under 13", { ageLimit: 12 }],
  ["an age over 120", { ageLimit: 121 }],
  ["half a year", { ageLimit: 18.5 }],
  ["a country that is none", { blacklistCountries: ["ZZZ"] }],
  ["a country by its document letters", { blacklistCountries: ["D"] }],
  ["a negative period", { rejectedPeriodDays: -1 }],
  ["a zone that is none", { timeZone: "Asia/Nowhere" }],
])("%s is refused by the contract", (_name, options) => {
  expect(savePolicySchema.safeParse(input(options)).success).toBe(false);
});
