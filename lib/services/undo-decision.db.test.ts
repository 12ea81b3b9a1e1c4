import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { decisions } from "@/db/schema/decisions";
import { events, overturnedDecisions } from "@/db/schema/proposals";
import { queueEntries } from "@/db/schema/queue-entries";
import { submissions } from "@/db/schema/submissions";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import type { Role } from "@/lib/kyc/roles";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { undoDecision } from "./undo-decision";
import { verifyAudit } from "./verify-audit";

const stores = testStores();

interface Setting {
  ctx: MemberContext;
  id: string;
  db: Database;
}

const withCase = (body: (setting: Setting) => Promise<void>, graceSeconds = 10) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { graceSeconds });
    await body({ ctx, id: await makeSubmission({ ...ctx, now: later(ctx, -3_600_000).now }), db });
  });

const later = (ctx: MemberContext, milliseconds: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });

async function rowOf({ ctx, id, db }: Setting) {
  const [row] = await db.select().from(submissions).where(eq(submissions.id, id));
  if (row === undefined || row.projectId !== ctx.projectId) throw new Error("The case is not there.");
  return row;
}

const approve = ({ ctx, id }: Setting, version = 1) => decideOpened(ctx, id, { outcome: "approved", version });
const rejectCorrected = ({ ctx, id }: Setting) =>
  decideOpened(ctx, id, {
    outcome: "rejected", version: 1, codes: [], otherText: null, fields: { issuingCountry: "IRN", documentNumber: "IR 99" }, confirmedHits: ["blacklist_country"],
  });

async function refused(setting: Setting, by: MemberContext, version = 2): Promise<unknown> {
  const before = await rowOf(setting);
  const error = await undoDecision(by, setting.id, { version }).catch((each: unknown) => each);
  expect(await rowOf(setting)).toEqual(before);
  return error;
}

describe("a decision in its grace period", () => {
  test("is decided for the desk, and says until when it can be taken back, and by whom", () =>
    withCase(async (setting) => {
      const decided = await approve(setting);
      const dueAt = later(setting.ctx, 10_000).now;
      expect(decided).toMatchObject({ status: "approved", kycResultAt: setting.ctx.now.toISOString(), release: { dueAt: dueAt.toISOString(), remainingMs: 10_000, mayUndo: true } });
      expect(await rowOf(setting)).toMatchObject({ decidedAt: setting.ctx.now, releasedAt: null, releaseDueAt: dueAt });

      const mayUndo = async (role: Role) => (await getSubmission(await withRole(setting.ctx, role), setting.id)).release?.mayUndo;
      expect([await mayUndo("agent"), await mayUndo("lead"), await mayUndo("viewer")]).toEqual([false, true, false]);
    }));

  test("is told at once, by an event, where the project has none", () =>
    withCase(async (setting) => {
      expect(await approve(setting)).toMatchObject({ status: "approved", release: null });
      expect(await rowOf(setting)).toMatchObject({ releasedAt: setting.ctx.now, releaseDueAt: null, updatedAt: setting.ctx.now });
      expect(await setting.db.select().from(events).where(eq(events.submissionId, setting.id))).toMatchObject([{ kind: "submission.approved", submissionId: setting.id, at: setting.ctx.now }]);
    }, 0));

  test("asks for its release at that time, in its own transaction", () =>
    withCase(async (setting) => {
      await approve(setting);
      const job = sql`select run_at = ${later(setting.ctx, 10_000).now.toISOString()}::timestamptz as "isThen", max_attempts as attempts from graphile_worker.jobs
        where key = ${`release_decisions:${setting.id}`}`;
      expect((await setting.db.execute(job)).rows).toEqual([{ isThen: true, attempts: 1 }]);
    }));
});

describe("taking a decision back", () => {
  test("makes the case wait where it waited; the decision keeps its row, and nothing was told", () =>
    withCase(async (setting) => {
      const { ctx, id, db } = setting;
      const before = await rowOf(setting);
      await approve(setting);
      const undone = await undoDecision(later(ctx, 9_000), id, { version: 2 });

      expect(undone).toMatchObject({ status: "pending", version: 3, decision: null, release: null, reviewer: null, kycResultAt: null });
      const { version: _version, optionsVersion: _options, ...same } = before;
      expect(await rowOf(setting)).toMatchObject(same);
      expect(await db.select().from(queueEntries).where(eq(queueEntries.submissionId, id))).toMatchObject([{ isWaiting: true, pendingAt: before.pendingAt }]);
      const [decision] = await db.select().from(decisions).where(eq(decisions.submissionId, id));
      expect(await db.select().from(overturnedDecisions).where(eq(overturnedDecisions.submissionId, id))).toMatchObject([{ decisionId: decision?.id, kind: "undone", memberId: ctx.actor.memberId, memberName: ctx.actor.name, at: later(ctx, 9_000).now }]);
      expect(await db.select().from(events).where(eq(events.submissionId, id))).toEqual([]);
      expect(undone.timeline[0]).toMatchObject({ action: "submission.undone", isOwn: true, changes: [{ field: "status", old: "approved", new: "pending" }] });
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("restores the fields, flags and match hashes that a correction with the rejection replaced", () =>
    withCase(async (setting) => {
      const { ctx, id } = setting;
      const before = await rowOf(setting);
      const seen = await getSubmission(ctx, id);
      const rejected = await rejectCorrected(setting);
      expect(rejected).toMatchObject({ status: "rejected", final: { issuingCountry: "IRN", documentNumber: "IR 99" } });
      expect(rejected.flags).not.toEqual(seen.flags);

      const undone = await undoDecision(ctx, id, { version: 2 });
      expect(undone).toMatchObject({ status: "pending", final: seen.final, flags: seen.flags, claimed: seen.claimed });
      const { issuingCountryCanonical, documentNumberMatch, identityNumberMatch } = before;
      expect(await rowOf(setting)).toMatchObject({ issuingCountryCanonical, documentNumberMatch, identityNumberMatch });
      expect(undone.timeline[0]?.changes).toEqual(expect.arrayContaining([expect.objectContaining({ field: "issuingCountry", old: "IRN", new: "HUN" })]));
    }));

  test("a case that was taken back is decided anew, and that can be taken back too", () =>
    withCase(async (setting) => {
      const { ctx, id, db } = setting;
      await rejectCorrected(setting);
      await undoDecision(ctx, id, { version: 2 });
      expect(await approve(setting, 3)).toMatchObject({ status: "approved", version: 4 });
      expect(await undoDecision(ctx, id, { version: 4 })).toMatchObject({ status: "pending", version: 5 });
      expect(await db.select().from(overturnedDecisions).where(eq(overturnedDecisions.submissionId, id))).toHaveLength(2);
    }));

  test("at the very end of the grace period is in time, a millisecond later it is not", () =>
    withCase(async (setting) => {
      await approve(setting);
      expect(await refused(setting, later(setting.ctx, 10_001))).toMatchObject({ status: 409, errorCode: "too_late", details: { current: { status: "approved" } } });
      expect(await undoDecision(later(setting.ctx, 10_000), setting.id, { version: 2 })).toMatchObject({ status: "pending" });
    }));

  test.each<[string, Role, number | null]>([
    ["another agent may not", "agent", 403],
    ["a viewer may not", "viewer", 403],
    ["a lead may", "lead", null],
  ])("%s", (_name, role, status) =>
    withCase(async (setting) => {
      await approve(setting);
      const by = await withRole(setting.ctx, role);
      if (status === null) expect(await undoDecision(by, setting.id, { version: 2 })).toMatchObject({ status: "pending" });
      else expect(await refused(setting, by)).toMatchObject({ status });
    }));

  test("is refused once it was told, in a version that nobody has, of a case that waits, and a second time", () =>
    withCase(async (setting) => {
      const { ctx, id } = setting;
      expect(await refused(setting, ctx, 1)).toMatchObject({ status: 409, errorCode: "stale_version", details: { current: { status: "pending" } } });
      await approve(setting);
      expect(await refused(setting, ctx, 1)).toMatchObject({ errorCode: "stale_version" });
      await undoDecision(ctx, id, { version: 2 });
      expect(await refused(setting, ctx, 2)).toMatchObject({ errorCode: "stale_version" });
      const corrected = await correctOpened(ctx, id, { version: 3, fields: { gender: "male" } });
      await approve(setting, corrected.version);
      await setting.db.update(submissions).set({ releasedAt: ctx.now, releaseDueAt: null }).where(eq(submissions.id, id));
      expect(await refused(setting, ctx, corrected.version + 1)).toMatchObject({ errorCode: "too_late" });
    }));

  test("of another project's case finds nothing, and an erased one has nothing to take back", () =>
    withCase(async (setting) => {
      await approve(setting);
      expect(await refused(setting, await makeContext(setting.db, stores, "admin"))).toMatchObject({ status: 404 });
      await eraseSubmission(await withRole(setting.ctx, "admin"), setting.id);
      expect(await refused(setting, setting.ctx, 3)).toMatchObject({ status: 409, errorCode: "erased" });
      expect((await listChain(setting.db, setting.ctx.projectId, 0, 100)).map(({ action }) => action)).not.toContain("submission.undone");
    }));
});
