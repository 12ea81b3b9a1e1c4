import "server-only";
import { holdPolicy } from "@/db/queries/projects";
import { insertEvent } from "@/db/queries/events";
import { changeQueueEntry, listOverdue, lockQueueEntry, type OverdueCase } from "@/db/queries/queue-clock";
import { lockSubmission } from "@/db/queries/submissions";
import type { SealingKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import type { ServiceContext, SystemContext } from "./context";
import { runInProjects, type SystemRun } from "./system-run";

const rowsAtOnce = 100;

/** Marks one, in a transaction of its own; false when somebody else holds it or it is not overdue any more. */
async function markOverdue(ctx: ServiceContext, id: string, key: SealingKey): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    await holdPolicy(tx, ctx.projectId, "share");
    if ((await lockSubmission(tx, ctx.projectId, id, { skipLocked: true })) === null) return false;
    const entry = await lockQueueEntry(tx, ctx.projectId, id);
    if (!entry?.isWaiting || entry.breachedAt !== null || entry.dueAt === null || entry.dueAt > ctx.now) return false;

    await changeQueueEntry(tx, ctx.projectId, id, { breachedAt: ctx.now });
    await insertEvent(tx, { projectId: ctx.projectId, submissionId: id, kind: "submission.sla_breached", at: ctx.now });
    await appendAudit(tx, ctx, key, [{ action: "submission.sla_breached", subjectId: id, changes: [{ field: "dueAt", old: null, new: entry.dueAt.toISOString() }] }]);
    return true;
  });
}

/** Marks, in every project, the waiting cases whose time is over, once each, and raises an event for each; how many. */
export function markOverdueCases(system: SystemContext, run: SystemRun): Promise<number> {
  return runInProjects(system, { listAfter: (ctx, after: OverdueCase | null) => listOverdue(ctx.db, ctx.projectId, ctx.now, after, rowsAtOnce), work: markOverdue }, run);
}
