import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";
import { lockSubmission } from "@/db/queries/submissions";
import { events, overturnedDecisions } from "@/db/schema/proposals";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { intakeTests, outcomeOf, step1 } from "@/db/test/intake";
import { makeContext, withRole } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { freshDatabase } from "@/db/test/test-database";
import type { MemberContext } from "./context";
import { getSubmission } from "./get-submission";
import { releaseDecisions } from "./release-decisions";
import { undoDecision } from "./undo-decision";

const { stores, engines } = await intakeTests();
const graceSeconds = 10;
const later = (ctx: MemberContext, milliseconds: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });

/** The job works in every project: a database of its own has nobody else's decisions. */
async function alone(body: (db: Database) => Promise<void>): Promise<void> {
  const database = await freshDatabase(inject("databaseUrl"));
  const pool = createPool(database.url);
  // Dropping the database ends connections that the pool is still closing.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  try {
    await body(createDatabase(pool));
  } finally {
    await pool.end();
    await database.drop();
  }
}

async function decided(ctx: MemberContext, outcome: "approved" | "rejected" = "approved"): Promise<string> {
  const id = await makeSubmission(ctx);
  const rejection = { outcome: "rejected", version: 1, codes: ["id_image_badImage"], otherText: null, fields: {}, confirmedHits: [] } as const;
  await decideOpened(ctx, id, outcome === "approved" ? { outcome, version: 1 } : { ...rejection, codes: [...rejection.codes], confirmedHits: [] });
  return id;
}

const eventsOf = async (db: Database) => (await db.select().from(events).orderBy(events.id)).map(({ kind, submissionId, at }) => ({ kind, submissionId, at }));

test("what is due is told, each once, with its event; what is not waits", () =>
  alone(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { graceSeconds });
    const [first, second] = [await decided(ctx), await decided(later(ctx, 1), "rejected")];
    const released = later(ctx, 10_000);
    expect(await releaseDecisions({ db, now: later(ctx, 9_999).now })).toBe(0);
    expect(await releaseDecisions(released)).toBe(1);
    expect(await eventsOf(db)).toEqual([{ kind: "submission.approved", submissionId: first, at: released.now }]);
    expect(await db.select().from(submissions).where(eq(submissions.id, first))).toMatchObject([{ releasedAt: released.now, releaseDueAt: null, updatedAt: released.now, kycResultAt: ctx.now, version: 2 }]);

    expect(await releaseDecisions({ db, now: later(ctx, 10_001).now })).toBe(1);
    expect(await releaseDecisions({ db, now: later(ctx, 60_000).now })).toBe(0);
    expect((await eventsOf(db)).map(({ kind, submissionId }) => [kind, submissionId])).toEqual([["submission.approved", first], ["submission.rejected", second]]);
  }));

test("more than one batch, of several projects, by three processes at once: each is told once", () =>
  alone(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { graceSeconds });
    const other = await makeContext(db, stores, "agent", { graceSeconds });
    const made = [await decided(ctx), await decided(other)];
    const columns = sql`project_id, source, status, version, decision_id, reviewer, created_at, updated_at, pending_at, kyc_result_at, decided_at, release_due_at`;
    await db.transaction(async (tx) => {
      for (const source of made)
        await tx.execute(sql`with made as (select gen_random_uuid() as id, gen_random_uuid() as decision_id from generate_series(1, 250)), decided as (
          insert into decisions (id, project_id, submission_id, outcome, codes, options_version, reviewer, reviewer_name, decided_at)
          select m.decision_id, s.project_id, m.id, s.status, '{}', 1, s.reviewer, s.reviewer, s.decided_at from made m, submissions s where s.id = ${source}::uuid)
          insert into submissions (id, ${columns}) select m.id, s.project_id, s.source, s.status, 1, m.decision_id, s.reviewer, s.created_at, s.updated_at, s.pending_at,
            s.kyc_result_at, s.decided_at, s.release_due_at from made m, submissions s where s.id = ${source}::uuid`);
    });
    const now = later(ctx, 20_000).now;
    const counts = await Promise.all([1, 2, 3].map(() => releaseDecisions({ db, now })));
    const rest = await releaseDecisions({ db, now });
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(502);
    const told = await eventsOf(db);
    expect(told).toHaveLength(502);
    expect(new Set(told.map(({ submissionId }) => submissionId)).size).toBe(502);
  }), 60_000);

test("what somebody else holds is passed over, and told the next time", () =>
  alone(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { graceSeconds });
    const id = await decided(ctx);
    const due = { db, now: later(ctx, 10_000).now };
    await db.transaction(async (tx) => {
      await lockSubmission(tx, ctx.projectId, id);
      expect(await releaseDecisions(due)).toBe(0);
    });
    expect(await releaseDecisions(due)).toBe(1);
  }));

test("taken back and told at the same instant: it is one or the other, never both", () =>
  alone(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { graceSeconds });
    const atTheEnd = later(ctx, 10_000);
    for (let round = 0; round < 20; round += 1) {
      const id = await decided(ctx);
      const [undo, released] = await Promise.all([
        undoDecision(atTheEnd, id, { version: 2 }).then(() => "undone", (error: { errorCode?: string }) => error.errorCode),
        releaseDecisions(atTheEnd),
      ]);
      const told = await db.select().from(events).where(eq(events.submissionId, id));
      const [row] = await db.select().from(submissions).where(eq(submissions.id, id));
      if (undo === "undone") expect([told.length, released, row?.status, row?.releasedAt]).toEqual([0, 0, "pending", null]);
      else expect([undo, told.length, released, row?.status]).toEqual(["too_late", 1, 1, "approved"]);
    }
  }), 60_000);

test("taken back twice at once: the second is told what the case is now", () =>
  alone(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { graceSeconds });
    const lead = await withRole(ctx, "lead");
    const id = await decided(ctx);
    const outcomes = await Promise.all([ctx, lead].map((by) => undoDecision(by, id, { version: 2 }).then(() => "undone", (error: { errorCode?: string }) => error.errorCode)));
    expect(outcomes.sort()).toEqual(["stale_version", "undone"]);
    expect(await db.select().from(overturnedDecisions).where(eq(overturnedDecisions.submissionId, id))).toHaveLength(1);
    expect(await getSubmission(ctx, id)).toMatchObject({ status: "pending", version: 3 });
  }));

test("taken back while a new Step 1 comes from the same applicant: until it is told, the applicant is being reviewed", () =>
  alone(async (db) => {
    const desk = await makeContext(db, stores, "agent", { graceSeconds, rejectedPeriodDays: 0 });
    const client = { ...(await asClient(desk)).client, engines };
    const email = `${randomUUID()}@example.com`;
    const id = await makeSubmission(desk, { email });
    await decideOpened(desk, id, { outcome: "approved", version: 1 });
    const [undone, told] = await Promise.all([undoDecision(desk, id, { version: 2 }), outcomeOf(step1(client, { email }))]);
    expect([undone.status, told]).toEqual(["pending", "400 reviewing"]);

    await decideOpened(desk, id, { outcome: "approved", version: 3 });
    expect(await outcomeOf(step1(client, { email }))).toBe("400 reviewing");
    await releaseDecisions(later(desk, 10_000));
    expect(await outcomeOf(step1(client, { email }))).toBe("incomplete");
  }));
