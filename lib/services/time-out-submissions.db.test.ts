import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { insertOptions } from "@/db/queries/project-options";
import { holdPolicy } from "@/db/queries/projects";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import { decisions, evaluations } from "@/db/schema/decisions";
import { submissions, type SubmissionRow } from "@/db/schema/submissions";
import { makeContext, testOptions } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { freshDatabase, type TestDatabase } from "@/db/test/test-database";
import { testStores } from "@/db/test/test-stores";
import { untilBlockedBy } from "@/db/test/until-blocked";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { timeOutSubmissions } from "./time-out-submissions";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const start = new Date("2026-11-23T05:32:08.123Z");
const hour = 60 * 60 * 1000;
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds);

/** A database of its own: the job works in every project that there is. */
let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase(inject("databaseUrl"));
  pool = createPool(database.url, { max: 30 });
  // Dropping the database ends connections that the pool is still closing.
  pool.on("connect", (client) => client.on("error", () => undefined));
  db = createDatabase(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const makeProject = (options: Partial<ProjectOptions> = {}) => makeContext(db, stores, "admin", options);

async function makeUnfinished(ctx: MemberContext, given: Partial<SubmissionRow> = {}): Promise<string> {
  const id = await makeSubmission(ctx, { status: "incomplete", retryCount: given.retryCount ?? 1 });
  await updateSubmission(ctx.db, ctx.projectId, id, { stepClockAt: start, ...given });
  return id;
}

function run(now: Date, onFailure: (id: string, error: unknown) => void = (_id, error) => expect.fail(String(error)), stopping?: AbortSignal) {
  return timeOutSubmissions({ db, ...stores, now }, { onFailure, stopping });
}

async function rowOf(id: string): Promise<SubmissionRow> {
  const [row] = await db.select().from(submissions).where(eq(submissions.id, id));
  if (!row) throw new Error("There is no such submission.");
  return row;
}
const statusOf = async (id: string) => (await rowOf(id)).status;
const timeOutsOf = async (ctx: MemberContext) => (await listChain(db, ctx.projectId, 0, 1_000)).filter((entry) => entry.action === "submission.timed_out");

test("an unfinished submission is rejected by the system a millisecond after the limit, and released at once", async () => {
  const ctx = await makeProject();
  const id = await makeUnfinished(ctx, { retryCount: 2, email: "kim@example.com" });
  await run(after(24 * hour));
  expect(await statusOf(id)).toBe("incomplete");

  const now = after(24 * hour + 1);
  await run(now);
  expect(await rowOf(id)).toMatchObject({
    status: "rejected", retryCount: 2, version: 2, reviewer: "system", optionsVersion: 1, updatedAt: now, kycResultAt: now, decidedAt: now, releasedAt: now, pendingAt: null,
  });
  expect((await getSubmission({ ...ctx, now }, id)).decision).toMatchObject({ outcome: "rejected", codes: ["timeout"], comments: ["KYC rejected due to timeout"], reviewer: "system" });
  expect(await db.select().from(evaluations).where(and(eq(evaluations.submissionId, id), eq(evaluations.createdAt, now)))).toMatchObject([{ stage: "intake", optionsVersion: 1, evaluatedOn: "2026-11-24" }]);
  expect(await timeOutsOf(ctx)).toMatchObject([{ subjectId: id, actorKind: "system", actorLabel: "system", at: now, ipAddress: null, fields: [{ name: "status" }, { name: "commentCode" }, { name: "comment" }] }]);
  expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
  // The applicant may begin anew.
  expect(await makeSubmission(ctx, { email: "kim@example.com" })).toMatch(/^[0-9a-f-]{36}$/);
});

test("the rules are evaluated under the submission's own options, as at every other decision", async () => {
  const ctx = await makeProject({ blacklistCountries: ["HUN"] });
  const [own, plain] = [await makeUnfinished(ctx, { customOptions: { blacklistCountries: false } }), await makeUnfinished(ctx)];
  const now = after(25 * hour);
  await run(now);
  const hitsOfRun = async (id: string) => (await db.select().from(evaluations).where(and(eq(evaluations.submissionId, id), eq(evaluations.createdAt, now)))).map(({ hits }) => hits);
  expect([await hitsOfRun(own), await hitsOfRun(plain)]).toEqual([[[]], [["blacklist_country"]]]);
});

test("every project has its own limit, and one that is off is never reached", async () => {
  const ids: string[] = [];
  for (const retryTimeoutHours of [1, 48, null]) ids.push(await makeUnfinished(await makeProject({ retryTimeoutHours })));
  const statuses = () => Promise.all(ids.map(statusOf));

  await run(after(hour));
  expect(await statuses()).toEqual(["incomplete", "incomplete", "incomplete"]);
  await run(after(hour + 1));
  expect(await statuses()).toEqual(["rejected", "incomplete", "incomplete"]);
  await run(after(48 * hour + 1));
  expect(await statuses()).toEqual(["rejected", "rejected", "incomplete"]);
  await run(after(10_000 * hour));
  expect(await statuses()).toEqual(["rejected", "rejected", "incomplete"]);
});

describe("never timed out is", () => {
  test.each<[string, Partial<SubmissionRow>]>([
    ["what has no retry", { retryCount: 0 }],
    ["what has no step clock", { stepClockAt: null }],
    ["what a reviewer asked to be submitted again", { pendingAt: start }],
    ["what is pending", { status: "pending", pendingAt: start }],
  ])("%s", async (_name, given) => {
    const id = await makeUnfinished(await makeProject(), given);
    const before = await rowOf(id);
    await run(after(10_000 * hour));
    expect(await rowOf(id)).toEqual(before);
  });

  test("what was erased", async () => {
    const ctx = await makeProject();
    const id = await makeUnfinished(ctx);
    await eraseSubmission(ctx, id);
    await run(after(10_000 * hour));
    expect(await statusOf(id)).toBe("deleted");
  });

  test("what is a deleted project's", async () => {
    const ctx = await makeProject();
    const id = await makeUnfinished(ctx);
    await db.execute(sql`update projects set state = 'deleted' where id = ${ctx.projectId}`);
    await run(after(10_000 * hour));
    expect(await statusOf(id)).toBe("incomplete");
  });
});

test("eight runs at once over two hundred: each is rejected once, and the chain is whole", async () => {
  const ctx = await makeProject();
  for (let count = 0; count < 200; count += 1) await makeUnfinished(ctx, { stepClockAt: after(count) });
  const now = after(25 * hour);
  await Promise.all(Array.from({ length: 8 }, () => run(now)));

  const decided = await db.select({ submissionId: decisions.submissionId }).from(decisions).where(eq(decisions.projectId, ctx.projectId));
  expect(decided).toHaveLength(200);
  expect(new Set(decided.map((row) => row.submissionId)).size).toBe(200);
  expect(await timeOutsOf(ctx)).toHaveLength(200);
  expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
}, 120_000);

describe("at the same time as a step of the applicant's", () => {
  test("a submission that the step holds is passed over without waiting, and comes next time", async () => {
    const ctx = await makeProject();
    const [held, free] = [await makeUnfinished(ctx), await makeUnfinished(ctx)];
    await db.transaction(async (tx) => {
      await lockSubmission(tx, ctx.projectId, held);
      await updateSubmission(tx, ctx.projectId, held, { retryCount: 2, version: 2 });
      await run(after(25 * hour));
      expect([await statusOf(held), await statusOf(free)]).toEqual(["incomplete", "rejected"]);
    });
    await run(after(25 * hour));
    expect(await rowOf(held)).toMatchObject({ status: "rejected", retryCount: 2, version: 3 });
  });

  test("a step that comes later waits, and finds the submission rejected", async () => {
    const ctx = await makeProject();
    const id = await makeUnfinished(ctx);
    const step = await db.transaction(async (tx) => {
      await timeOutSubmissions({ db: tx, ...stores, now: after(25 * hour) }, { onFailure: (_id, error) => expect.fail(String(error)) });
      const locked = db.transaction((other) => lockSubmission(other, ctx.projectId, id));
      await untilBlockedBy(tx, db);
      return { locked };
    });
    expect((await step.locked)?.submission.status).toBe("rejected");
  });

  test.each<[string, (tx: Database, ctx: MemberContext, id: string) => Promise<void>]>([
    ["began its clock anew", (tx, ctx, id) => updateSubmission(tx, ctx.projectId, id, { stepClockAt: after(25 * hour) })],
    ["made it pending", (tx, ctx, id) => updateSubmission(tx, ctx.projectId, id, { status: "pending", pendingAt: after(25 * hour) })],
    [
      "found a policy without a limit",
      (tx, { projectId }) => insertOptions(tx, { projectId, version: 2, options: { ...testOptions, retryTimeoutHours: null }, author: "a", authorName: "a", reason: null, createdAt: start }),
    ],
  ])("what was due when the run looked is left alone when the step has meanwhile %s", async (_name, change) => {
    const ctx = await makeProject();
    const id = await makeUnfinished(ctx);
    const running = await db.transaction(async (tx) => {
      await holdPolicy(tx, ctx.projectId, "no key update");
      const outcome = run(after(25 * hour));
      await untilBlockedBy(tx, db);
      await change(tx, ctx, id);
      return { outcome };
    });
    await running.outcome;
    expect(await statusOf(id)).not.toBe("rejected");
    expect(await timeOutsOf(ctx)).toEqual([]);
    await db.execute(sql`update submissions set step_clock_at = null where id = ${id}`);
  });
});

test("one that cannot be rejected is told and written nothing of, and keeps no other from its end", async () => {
  const ctx = await makeProject();
  const [bad, good] = [await makeUnfinished(ctx), await makeUnfinished(ctx, { stepClockAt: after(1) })];
  await db.execute(sql`create function fail() returns trigger language plpgsql as 'begin raise exception ''no''; end'`);
  await db.execute(sql.raw(`create trigger fails before update on submissions for each row when (old.id = '${bad}') execute function fail()`));
  const failed: string[] = [];
  await run(after(25 * hour), (id) => failed.push(id));
  await db.execute(sql`drop trigger fails on submissions`);

  expect(failed).toEqual([bad]);
  expect([await statusOf(bad), await statusOf(good)]).toEqual(["incomplete", "rejected"]);
  expect(await db.select().from(decisions).where(eq(decisions.submissionId, bad))).toEqual([]);
  expect(await timeOutsOf(ctx)).toHaveLength(1);
  await run(after(25 * hour));
  expect(await statusOf(bad)).toBe("rejected");
});

test("a run that is told to stop begins no other submission", async () => {
  const ctx = await makeProject();
  const id = await makeUnfinished(ctx);
  await run(after(25 * hour), undefined, AbortSignal.abort());
  expect(await statusOf(id)).toBe("incomplete");
});
