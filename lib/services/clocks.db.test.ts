import { afterAll, describe, expect, inject, test } from "vitest";
import { createDatabase, createPool } from "@/db";
import { hour, intakeTests, later, outcomeOf, passed, rowsOf, step1, step2 } from "@/db/test/intake";
import { makeClient } from "@/db/test/make-client";
import { freshDatabase } from "@/db/test/test-database";
import { defaultPerson, readFields } from "@/e2e/engine-facts";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ApiContext } from "./context";
import { submitPreStep2 } from "./submit-prestep2";
import { timeOutSubmissions } from "./time-out-submissions";

const { stores, double, engines } = await intakeTests();

/** A database of its own: the time-out works in every project that there is. */
const database = await freshDatabase(inject("databaseUrl"));
const pool = createPool(database.url);
const db = createDatabase(pool);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** A client of a project in this zone, at this instant. */
const clientIn = async (timeZone: string, start: string, options: Partial<ProjectOptions> = {}): Promise<ApiContext> => ({ ...(await makeClient(db, stores, engines, { timeZone, ...options })).ctx, now: new Date(start) });

const day = 24 * hour;
const fail = () => double.program("readZone", "*", { facts: { isWhole: false } });
const timeOut = (ctx: ApiContext) => timeOutSubmissions(ctx, { onFailure: (_id, error) => expect.fail(String(error)) });
const transfer = (ctx: ApiContext, submissionId: string) => submitPreStep2(ctx, { submissionId, requestType: "occupancy", userName: "Kim Minseo", bankCode: "004", accountNumber: "1234567890" });

/** In New York 14 March 2027 has 23 hours and 7 November 25; in Seoul every day has 24. */
const places = ["Asia/Seoul", "America/New_York"].flatMap((timeZone) => ["2027-03-13T09:30:00.500Z", "2027-11-06T14:59:59.999Z"].map((start) => [timeZone, start] as const));

describe.each(places)("in %s from %s on, by the hour and never by the calendar:", (timeZone, start) => {
  test("Step 2 is taken after 72 hours, and not a millisecond later", async () => {
    const ctx = await clientIn(timeZone, start);
    const id = await passed(ctx);
    expect(await outcomeOf(step2(later(ctx, 72 * hour + 1), id))).toBe("400 exceeded_72hour_limit");
    expect(await rowsOf(ctx)).toMatchObject([{ status: "incomplete", version: 1 }]);
    expect(await outcomeOf(step2(later(ctx, 72 * hour), id))).toBe("approved");
  });

  test("PreStep2 is taken after 72 hours, and not a millisecond later", async () => {
    const ctx = await clientIn(timeZone, start, { bankAuthentication: true });
    const id = await passed(ctx);
    await expect(transfer(later(ctx, 72 * hour + 1), id)).rejects.toMatchObject({ status: 400, body: { errorCode: "exceeded_72hour_limit" } });
    expect(await transfer(later(ctx, 72 * hour), id)).toMatchObject({ success: true });
  });

  test("a failed Step 1 is gone on with after 72 hours, and a millisecond later another begins", async () => {
    const ctx = await clientIn(timeZone, start, { idCardValidation: true });
    fail();
    const { submissionId } = await step1(ctx);
    expect(await step1(later(ctx, 72 * hour))).toMatchObject({ submissionId, retryCount: 2 });
    expect((await step1(later(ctx, 72 * hour + 1))).submissionId).not.toBe(submissionId);
  });

  test.each([1, 24, 720])("what waits for %i h after a retry stays, and is rejected a millisecond later", async (retryTimeoutHours) => {
    const ctx = await clientIn(timeZone, start, { idCardValidation: true, retryTimeoutHours });
    fail();
    await step1(ctx);
    await timeOut(later(ctx, retryTimeoutHours * hour));
    expect(await rowsOf(ctx)).toMatchObject([{ status: "incomplete", version: 1 }]);
    await timeOut(later(ctx, retryTimeoutHours * hour + 1));
    expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", kycResultAt: later(ctx, retryTimeoutHours * hour + 1).now }]);
  });

  test.each([1, 30, 3650])("a Rejected Period of %i × 24 h is over at its end, and not a millisecond before", async (rejectedPeriodDays) => {
    const ctx = await clientIn(timeZone, start, { rejectedPeriodDays, blacklistCountries: ["IRN"] });
    expect(await outcomeOf(step1(ctx, { issuingCountry: "IRN" }))).toBe("rejected blacklistCountry");
    expect(await outcomeOf(step1(later(ctx, rejectedPeriodDays * day - 1)))).toBe("400 rejected_submission");
    expect(await outcomeOf(step1(later(ctx, rejectedPeriodDays * day)))).toBe("incomplete");
  });

  test.each([1, 30, 3650])("an Approved Period of %i × 24 h is over at its end, and not a millisecond before", async (approvedPeriodDays) => {
    const ctx = await clientIn(timeZone, start, { approvedPeriodDays });
    expect(await outcomeOf(step2(ctx, await passed(ctx)))).toBe("approved");
    const again = await passed(later(ctx, approvedPeriodDays * day - hour));
    expect(await outcomeOf(step2(later(ctx, approvedPeriodDays * day - 1), again))).toBe("400 rejected_submission");
    expect(await outcomeOf(step2(later(ctx, approvedPeriodDays * day), again))).toBe("approved");
  });
});

function bornOn(birthDate: string): void {
  const fields = readFields({ ...defaultPerson, issuingCountry: "UTO", birthDate });
  for (const operation of ["readText", "readZone"] as const) double.program(operation, "*", { facts: { fields } });
}

describe("the age is that of the project's own day:", () => {
  test.each([
    ["Asia/Seoul", "2008-11-24", "2027-11-23T15:00:00.000Z"],
    ["America/New_York", "2008-11-24", "2027-11-24T05:00:00.000Z"],
    ["America/New_York, on the day that has 23 hours", "2008-03-14", "2027-03-14T05:00:00.000Z"],
    ["America/New_York, on the day after it", "2008-03-15", "2027-03-15T04:00:00.000Z"],
    ["America/New_York, on the day that has 25 hours", "2008-11-07", "2027-11-07T04:00:00.000Z"],
    ["America/New_York, on the day after that", "2008-11-08", "2027-11-08T05:00:00.000Z"],
  ])("in %s who is born on %s is 19 from %s on", async (place, birthDate, midnight) => {
    const timeZone = place.replace(/,.*/, "");
    const ctx = await clientIn(timeZone, midnight, { ageLimit: 19 });
    bornOn(birthDate);
    expect(await outcomeOf(step1(later(ctx, -1)))).toBe("rejected under_ageLimit");
    expect(await outcomeOf(step1(ctx))).toBe("incomplete");
  });

  test("at one instant the same applicant is old enough in Seoul and too young in New York", async () => {
    bornOn("2008-11-24");
    const outcomes = ["Asia/Seoul", "America/New_York"].map(async (timeZone) => outcomeOf(step1(await clientIn(timeZone, "2027-11-23T20:00:00.000Z", { ageLimit: 19 }))));
    expect(await Promise.all(outcomes)).toEqual(["incomplete", "rejected under_ageLimit"]);
  });
});
