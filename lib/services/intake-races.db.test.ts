import { eq } from "drizzle-orm";
import { afterAll, describe, expect, inject, test } from "vitest";
import { createDatabase, createPool } from "@/db";
import { listAttempts } from "@/db/queries/attempts";
import { lockAuditHead } from "@/db/queries/audit";
import { lockEmail } from "@/db/queries/intake";
import { lockSubmission } from "@/db/queries/submissions";
import { decisions } from "@/db/schema/decisions";
import { images } from "@/db/schema/images";
import { hour, intakeTests, later, outcomeOf, passed, rowsOf, step1, step2, validating } from "@/db/test/intake";
import { makeClient } from "@/db/test/make-client";
import { freshDatabase } from "@/db/test/test-database";
import { untilBlockedBy } from "@/db/test/until-blocked";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ApiContext } from "./context";
import { timeOutSubmissions } from "./time-out-submissions";
import { verifyAudit } from "./verify-audit";

const { stores, double, engines } = await intakeTests();

/** Committed rows and connections of their own, in a database that the time-out works in alone. */
const database = await freshDatabase(inject("databaseUrl"));
const pool = createPool(database.url, { max: 30 });
const db = createDatabase(pool);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const clientOf = async (options: Partial<ProjectOptions> = {}): Promise<ApiContext> => (await makeClient(db, stores, engines, { ...validating, ...options })).ctx;
const unread = () => double.program("readZone", "*", { facts: { isWhole: false } });
const strange = () => double.program("compareFaces", "*", { facts: { isMatch: false } });
const timeOut = (ctx: ApiContext) => timeOutSubmissions(ctx, { onFailure: (_id, error) => expect.fail(String(error)) });
const decisionsOf = (ctx: ApiContext, id: string) => db.select().from(decisions).where(eq(decisions.submissionId, id)).then((rows) => rows.map(({ codes }) => codes.join(" ")));
const currentImages = async (id: string) => (await db.select().from(images).where(eq(images.submissionId, id))).filter(({ supersededAt }) => supersededAt === null).map(({ kind }) => kind);

/** A submission whose last try is left, and the client a while after its time-out. */
async function nearlyOver(ctx: ApiContext, email: string): Promise<string> {
  unread();
  const { submissionId } = await step1(ctx, { email });
  await step1(ctx, { email });
  return submissionId;
}

describe("a failed Step 1 and the time-out at once: one decides", () => {
  test("the step, where it holds the submission first: the job passes over it and finds it decided", async () => {
    const ctx = await clientOf();
    const id = await nearlyOver(ctx, "anna@example.com");
    const now = later(ctx, 25 * hour);
    const step = await db.transaction(async (tx) => {
      // The step writes its audit entry last: without the chain's head it holds the submission and waits.
      await lockAuditHead(tx, ctx.projectId);
      const run = outcomeOf(step1(now, { submissionId: id }));
      await untilBlockedBy(tx, db);
      expect(await timeOut(now)).toBe(0);
      return { run };
    });
    expect(await step.run).toBe("rejected mrz_protocol_fail too_many_retry");
    expect(await timeOut(now)).toBe(0);
    expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", retryCount: 3 }]);
    expect(await decisionsOf(ctx, id)).toEqual(["too_many_retry"]);
  });

  test.each([
    ["with the submission's id is told that it is over", true, "400 invalid_input_format", 1],
    ["without one begins anew", false, "incomplete mrz_protocol_fail", 2],
  ])("the job, where it comes first: the step %s", async (_name, isNamed, outcome, rows) => {
    const ctx = await clientOf();
    const id = await nearlyOver(ctx, "anna@example.com");
    const now = later(ctx, 25 * hour);
    const step = await db.transaction(async (tx) => {
      await lockEmail(tx, ctx.projectId, "anna@example.com");
      const run = outcomeOf(step1(now, isNamed ? { submissionId: id } : {}));
      await untilBlockedBy(tx, db);
      expect(await timeOut(now)).toBe(1);
      return { run };
    });
    expect(await step.run).toBe(outcome);
    const [first, ...others] = await rowsOf(ctx);
    expect(first).toMatchObject({ id, status: "rejected", retryCount: 2 });
    expect(others).toHaveLength(rows - 1);
    expect(await decisionsOf(ctx, id)).toEqual(["timeout"]);
    expect(await currentImages(id)).toEqual(["idImage"]);
  });

  test("whoever it is, of ten at once: each has one decision, and the count of whoever made it", async () => {
    const ctx = await clientOf();
    const emails = Array.from({ length: 10 }, (_, index) => `${index}@example.com`);
    const ids: string[] = [];
    for (const email of emails) ids.push(await nearlyOver(ctx, email));
    const now = later(ctx, 25 * hour);
    const runs = ids.map((submissionId, index) => outcomeOf(step1(now, { submissionId, email: emails[index] })));
    const [outcomes] = await Promise.all([Promise.all(runs), timeOut(now), timeOut(now)]);
    for (const [index, id] of ids.entries()) {
      const byStep = outcomes[index] === "rejected mrz_protocol_fail too_many_retry";
      if (!byStep) expect(outcomes[index]).toBe("400 invalid_input_format");
      expect(await decisionsOf(ctx, id)).toEqual([byStep ? "too_many_retry" : "timeout"]);
      expect((await rowsOf(ctx)).find((row) => row.id === id)).toMatchObject({ status: "rejected", retryCount: byStep ? 3 : 2 });
      expect(await listAttempts(db, ctx.projectId, id)).toHaveLength(byStep ? 3 : 2);
    }
    expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
  });
});

test("a failed Step 2 and the time-out at once: the job, where it comes first, and the step keeps nothing", async () => {
  const ctx = await clientOf();
  const id = await passed(ctx);
  strange();
  expect(await outcomeOf(step2(ctx, id))).toBe("incomplete face_compare_fail");
  const now = later(ctx, 25 * hour);
  const step = await db.transaction(async (tx) => {
    await lockSubmission(tx, ctx.projectId, id);
    const run = outcomeOf(step2(now, id));
    await untilBlockedBy(tx, db);
    expect(await timeOutSubmissions({ ...now, db: tx }, { onFailure: (_id, error) => expect.fail(String(error)) })).toBe(1);
    return { run };
  });
  expect(await step.run).toBe("400 invalid_submission_id");
  expect(await decisionsOf(ctx, id)).toEqual(["timeout"]);
  expect(await listAttempts(db, ctx.projectId, id)).toHaveLength(2);
});

describe("one Step 1 twice at once", () => {
  test("that passes begins two submissions, each whole, of which one may finish", async () => {
    const ctx = await clientOf();
    const answers = await Promise.all([step1(ctx), step1(ctx)]);
    expect(answers).toMatchObject([{ kycStatus: "incomplete", retryCount: 0 }, { kycStatus: "incomplete", retryCount: 0 }]);
    for (const { submissionId } of answers) expect([await currentImages(submissionId), (await listAttempts(db, ctx.projectId, submissionId)).length]).toEqual([["idImage"], 1]);
    const outcomes = await Promise.all(answers.map(({ submissionId }) => outcomeOf(step2(ctx, submissionId, { name: "Kim Minsu" }))));
    expect(outcomes.sort()).toEqual(["400 reviewing", "pending"]);
  });

  test("that goes on with a submission which passed replaces its images twice, and counts nothing", async () => {
    const ctx = await clientOf();
    const submissionId = await passed(ctx);
    const answers = await Promise.all([step1(ctx, { submissionId }), step1(ctx, { submissionId })]);
    expect(answers).toMatchObject([{ submissionId, retryCount: 0 }, { submissionId, retryCount: 0 }]);
    expect(await currentImages(submissionId)).toEqual(["idImage"]);
    expect(await rowsOf(ctx)).toMatchObject([{ version: 3, retryCount: 0 }]);
  });

  test("that a rule rejects is one rejection where a Rejected Period is on, and the other is told of it", async () => {
    const ctx = await clientOf({ rejectedPeriodDays: 1, blacklistCountries: ["IRN"] });
    const outcomes = await Promise.all([1, 2].map(() => outcomeOf(step1(ctx, { issuingCountry: "IRN" }))));
    expect(outcomes.sort()).toEqual(["400 rejected_submission", "rejected blacklistCountry"]);
    expect(await rowsOf(ctx)).toHaveLength(1);
  });

  test("of which the last try is left is one rejection, and the other, without an id, begins anew", async () => {
    const ctx = await clientOf();
    const id = await nearlyOver(ctx, "anna@example.com");
    const outcomes = await Promise.all([1, 2].map(() => outcomeOf(step1(ctx))));
    expect(outcomes.sort()).toEqual(["incomplete mrz_protocol_fail", "rejected mrz_protocol_fail too_many_retry"]);
    expect(await decisionsOf(ctx, id)).toEqual(["too_many_retry"]);
    expect((await rowsOf(ctx)).map(({ retryCount }) => retryCount).sort()).toEqual([1, 3]);
  });
});
