import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { changeQueueEntry } from "@/db/queries/queue-clock";
import { updateSubmission } from "@/db/queries/submissions";
import { events } from "@/db/schema/proposals";
import { queueEntries, type QueueEntryRow } from "@/db/schema/queue-entries";
import { intakeTests, passed, step2 } from "@/db/test/intake";
import { withEnginesBut } from "@/db/test/engines";
import { makeContext, testOptions } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { withRollback } from "@/db/test/with-rollback";
import type { WorkingHours } from "@/lib/kyc/options";
import type { ServiceContext } from "./context";
import { enqueueCase } from "./enqueue-case";
import { markOverdueCases } from "./mark-overdue-cases";
import { savePolicy } from "./save-policy";

const { stores, withClient } = await intakeTests();
const hour = 60 * 60 * 1000;
const office: WorkingHours = { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };
const sla = { slaHours: 8, slaWorkingHours: office } as const;
const weights = { flagWeights: { not_run: 2, warning: 40 } };

async function entryOf(db: Database, id: string): Promise<QueueEntryRow> {
  const [row] = await db.select().from(queueEntries).where(eq(queueEntries.submissionId, id));
  if (!row) throw new Error("The case has no entry.");
  return row;
}

test("what arrives is due by the project's hours, and comes the sooner the more its flags weigh", () =>
  withRollback(async (db) => {
    // 14:32 on a Monday in Seoul: three and a half hours that day, the rest on Tuesday.
    const ctx = await makeContext(db, stores, "agent", { ...sla, ...weights });
    const id = await makeSubmission(ctx, { flags: ["not_run:mrz", "not_run:barcode", "warning:fake_id"] });
    expect(await entryOf(db, id)).toMatchObject({ priority: 42, dueAt: new Date("2026-11-24T04:32:08.123Z"), slaUsedMs: 0, isWaiting: true });
    const without = await makeContext(db, stores);
    expect(await entryOf(db, await makeSubmission(without))).toMatchObject({ priority: 0, dueAt: null });
  }));

test("public holidays of the project's country do not count", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { ...sla, slaHolidayCountry: "KOR" });
    const id = await makeSubmission({ ...ctx, now: new Date("2026-12-24T17:00:00+09:00") });
    expect((await entryOf(db, id)).dueAt).toEqual(new Date("2026-12-28T16:00:00+09:00"));
  }));

test("a case that Step 2 leaves to a person has its place as well", () =>
  withClient({ ...sla, slaWorkingHours: null, flagWeights: { field_mismatch: 7 } }, async (ctx) => {
    const id = await passed(ctx);
    await step2(ctx, id, { date_of_birth: "1994-05-13" });
    expect(await entryOf(ctx.db, id)).toMatchObject({ priority: 7, dueAt: new Date(ctx.now.getTime() + 8 * hour) });
  }));

test("a priority that a lead set stays, and earlier waits are taken off the time left", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { slaHours: 8, ...weights });
    const id = await makeSubmission(ctx, { flags: ["warning:fake_id"] });
    await changeQueueEntry(db, ctx.projectId, id, { slaUsedMs: 3 * hour });
    await db.update(queueEntries).set({ priority: 1_000, isPriorityByHand: true }).where(eq(queueEntries.submissionId, id));
    await enqueueCase(db, ctx, { id, flags: [] }, { ...testOptions, slaHours: 8 });
    expect(await entryOf(db, id)).toMatchObject({ priority: 1_000, dueAt: new Date(ctx.now.getTime() + 5 * hour) });
  }));

test("a policy that is saved later moves no case that waits", () =>
  withRollback(async (db) => {
    const ctx = withEnginesBut(await makeContext(db, stores, "admin", { slaHours: 8 }));
    const id = await makeSubmission(ctx);
    const before = await entryOf(db, id);
    await savePolicy(ctx, { version: 1, reason: null, options: { slaHours: 1, flagWeights: { not_run: 9 } } });
    expect(await entryOf(db, id)).toEqual(before);
  }));

const run = (ctx: ServiceContext, now: Date) => markOverdueCases({ db: ctx.db, vault: ctx.vault, storage: ctx.storage, now }, { onFailure: (_id, error) => expect.fail(String(error)) });
const breachesOf = async (ctx: ServiceContext) => ({
  told: await ctx.db.select().from(events).where(eq(events.projectId, ctx.projectId)),
  audited: (await listChain(ctx.db, ctx.projectId, 0, 100)).filter((entry) => entry.action === "submission.sla_breached"),
});

test("an overdue case is marked once, by the system, at the instant it is due and not before", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { slaHours: 1 });
    const id = await makeSubmission(ctx);
    const due = new Date(ctx.now.getTime() + hour);
    await run(ctx, new Date(due.getTime() - 1));
    expect(await breachesOf(ctx)).toEqual({ told: [], audited: [] });
    await run(ctx, due);
    await run(ctx, new Date(due.getTime() + hour));
    const { told, audited } = await breachesOf(ctx);
    expect(told).toMatchObject([{ submissionId: id, kind: "submission.sla_breached", at: due }]);
    expect(audited).toMatchObject([{ subjectId: id, actorKind: "system", at: due, fields: [{ name: "dueAt" }] }]);
    expect(await entryOf(db, id)).toMatchObject({ breachedAt: due });
  }));

test("what was decided is not overdue, and a case that waits again in time can be overdue again", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { slaHours: 1 });
    const id = await makeSubmission(ctx);
    const due = new Date(ctx.now.getTime() + hour);
    await updateSubmission(db, ctx.projectId, id, { status: "incomplete" });
    await run(ctx, due);
    expect((await breachesOf(ctx)).told).toEqual([]);

    await db.update(queueEntries).set({ breachedAt: due }).where(eq(queueEntries.submissionId, id));
    const again = { ...ctx, now: new Date(due.getTime() + hour) };
    await updateSubmission(db, ctx.projectId, id, { status: "pending", pendingAt: again.now });
    await enqueueCase(db, again, { id, flags: [] }, { ...testOptions, slaHours: 1 });
    expect(await entryOf(db, id)).toMatchObject({ breachedAt: null, dueAt: new Date(again.now.getTime() + hour) });
    await changeQueueEntry(db, ctx.projectId, id, { slaUsedMs: 2 * hour, breachedAt: due });
    await enqueueCase(db, again, { id, flags: [] }, { ...testOptions, slaHours: 1 });
    expect(await entryOf(db, id)).toMatchObject({ breachedAt: due, dueAt: again.now });
  }));
