import "server-only";
import type { Database } from "@/db";
import { changeQueueEntry, lockQueueEntry } from "@/db/queries/queue-clock";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { ProjectOptions } from "@/lib/kyc/options";
import { priorityOf } from "@/lib/kyc/review/priority";
import { dueAt, workedMs } from "@/lib/kyc/review/sla";
import type { ServiceContext } from "./context";
import { slaCalendarOf } from "./holidays";

/**
 * Gives a case its place in the queue: called in the transaction that made it pending, after that, with the case's flags as
 * they are then. The priority that a lead set by hand stays. The SLA runs from the case's `pending_at`, less what earlier
 * waits have used, under the policy in force; a policy that is saved later moves no case that waits already.
 */
export async function enqueueCase(tx: Database, ctx: Pick<ServiceContext, "projectId" | "now">, { id, flags }: Pick<SubmissionRow, "id" | "flags">, options: ProjectOptions): Promise<void> {
  const entry = await lockQueueEntry(tx, ctx.projectId, id);
  if (!entry?.isWaiting) throw new Error("A case without a place in the queue is not pending.");
  const priority = entry.isPriorityByHand ? entry.priority : priorityOf(flags, options.flagWeights);
  const due = dueAt({ ...slaCalendarOf(options), from: entry.pendingAt, usedMs: entry.slaUsedMs });
  // A breach is told once, unless the case has time again.
  const breachedAt = due !== null && due <= ctx.now ? entry.breachedAt : null;
  const isSame = priority === entry.priority && due?.getTime() === entry.dueAt?.getTime() && breachedAt?.getTime() === entry.breachedAt?.getTime();
  if (!isSame) await changeQueueEntry(tx, ctx.projectId, id, { priority, dueAt: due, breachedAt });
}

/** Stops the clock of a case that goes to the applicant again, and keeps it for who asked. Called while it is still pending. */
export async function pauseCase(tx: Database, ctx: Pick<ServiceContext, "projectId" | "now">, id: string, options: ProjectOptions, assigneeId: string): Promise<void> {
  const entry = await lockQueueEntry(tx, ctx.projectId, id);
  if (!entry?.isWaiting) throw new Error("A case without a place in the queue is not pending.");
  const slaUsedMs = entry.slaUsedMs + workedMs(entry.pendingAt, ctx.now, slaCalendarOf(options));
  await changeQueueEntry(tx, ctx.projectId, id, { slaUsedMs, assigneeId });
}
