import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { events, overturnedDecisions } from "@/db/schema/proposals";
import { submissions } from "@/db/schema/submissions";
import { makeContext, withRole } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { reopenCaseSchema } from "@/lib/contracts/submissions";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { reopenCase } from "./reopen-case";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const reason = "The applicant called: the document is theirs.";
const email = "anna@example.com";

interface Setting {
  agent: MemberContext;
  lead: MemberContext;
  id: string;
  db: Database;
}

const later = (ctx: MemberContext, milliseconds: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });

/** Approved, and told to the outside when there is no grace period. */
const withDecided = (body: (setting: Setting) => Promise<void>, graceSeconds = 0) =>
  withRollback(async (db) => {
    const agent = await makeContext(db, stores, "agent", { graceSeconds });
    const id = await makeSubmission(agent, { email });
    await decideOpened(agent, id, { outcome: "approved", version: 1 });
    await body({ agent, lead: later(await withRole(agent, "lead"), 3_600_000), id, db });
  });

describe("reopening a case", () => {
  test("makes it wait from now on, with the reason in the log alone", () =>
    withDecided(async ({ lead, id, db }) => {
      const reopened = await reopenCase(lead, id, { version: 2, reason });
      expect(reopened).toMatchObject({ status: "pending", version: 3, decision: null, reviewer: null, kycResultAt: null, pendingAt: lead.now.toISOString() });
      expect(reopened.timeline[0]).toMatchObject({
        action: "submission.reopened", changes: [{ field: "status", old: "approved", new: "pending" }, { field: "reason", old: null, new: reason }],
      });
      expect(await db.select().from(overturnedDecisions).where(eq(overturnedDecisions.submissionId, id))).toMatchObject([{ kind: "reopened", memberName: lead.actor.name }]);
      expect(await db.select().from(submissions).where(eq(submissions.id, id))).toMatchObject([{ releasedAt: null, releaseDueAt: null }]);
      expect(await verifyAudit(db, lead.vault, lead.projectId)).toMatchObject({ whole: true });
      expect(await decideOpened(lead, id, { outcome: "approved", version: 3 })).toMatchObject({ status: "approved" });
    }));

  test("names the other case of the applicant's that waits, and leaves both as they were", () =>
    withDecided(async ({ agent, lead, id, db }) => {
      const otherCase = await makeSubmission(agent, { email: " Anna@Example.com" });
      await expect(reopenCase(lead, id, { version: 2, reason })).rejects.toMatchObject({ status: 409, errorCode: "other_case_open", details: { otherCase } });
      expect(await db.select().from(submissions).where(eq(submissions.id, id))).toMatchObject([{ status: "approved", version: 2 }]);
      expect(await db.select().from(overturnedDecisions).where(eq(overturnedDecisions.submissionId, id))).toEqual([]);
    }));

  test("is no way around taking back: in the grace period it is refused, after it the outside is told first", () =>
    withDecided(async ({ lead, id, db }) => {
      await expect(reopenCase(later(lead, -3_600_000), id, { version: 2, reason })).rejects.toMatchObject({ status: 409, errorCode: "already_decided" });
      expect(await reopenCase(lead, id, { version: 2, reason })).toMatchObject({ status: "pending" });
      expect(await db.select().from(events).where(eq(events.submissionId, id))).toMatchObject([{ kind: "submission.approved", submissionId: id }]);
    }, 10));

  test("is refused to an agent, in an old version, of a case that waits, of another project's and of an erased one", () =>
    withDecided(async ({ agent, lead, id, db }) => {
      await expect(reopenCase(agent, id, { version: 2, reason })).rejects.toMatchObject({ status: 403 });
      await expect(reopenCase(lead, id, { version: 1, reason })).rejects.toMatchObject({ errorCode: "stale_version", details: { current: { status: "approved", version: 2 } } });
      await expect(reopenCase(await makeContext(db, stores, "lead"), id, { version: 2, reason })).rejects.toMatchObject({ status: 404 });
      await expect(reopenCase(lead, await makeSubmission(agent), { version: 1, reason })).rejects.toMatchObject({ errorCode: "stale_version" });
      await eraseSubmission(await withRole(agent, "admin"), id);
      await expect(reopenCase(lead, id, { version: 3, reason })).rejects.toMatchObject({ errorCode: "erased" });
    }));

  test.each([
    ["nothing", "", false],
    ["spaces alone", " \n ", false],
    ["one character", " x ", true],
    ["500 characters, however many bytes", "🙂".repeat(500), true],
    ["501 characters", "🙂".repeat(501), false],
  ])("a reason of %s", (_name, text, isTaken) => {
    expect(reopenCaseSchema.safeParse({ version: 1, reason: text }).success).toBe(isTaken);
  });
});
