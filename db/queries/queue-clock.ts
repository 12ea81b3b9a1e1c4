import "server-only";
import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { queueEntries, type QueueEntryRow } from "@/db/schema/queue-entries";
import type { ProjectId } from "@/lib/kyc/ids";

/** A case's entry, held; after its submission, which the caller holds already. Null for one that never waited. */
export async function lockQueueEntry(tx: Database, projectId: ProjectId, submissionId: string): Promise<QueueEntryRow | null> {
  const [row] = await tx
    .select()
    .from(queueEntries)
    .where(and(eq(queueEntries.projectId, projectId), eq(queueEntries.submissionId, submissionId)))
    .for("no key update");
  return row ?? null;
}

/** Priority, clock and assignee of an entry; its lease has statements of its own. */
export type QueueEntryChange = Partial<Pick<QueueEntryRow, "priority" | "dueAt" | "slaUsedMs" | "breachedAt" | "assigneeId">>;

export async function changeQueueEntry(tx: Database, projectId: ProjectId, submissionId: string, change: QueueEntryChange): Promise<void> {
  await tx.update(queueEntries).set(change).where(and(eq(queueEntries.projectId, projectId), eq(queueEntries.submissionId, submissionId)));
}

export interface OverdueCase {
  id: string;
  dueAt: Date;
}

/** Waiting cases that are overdue and not marked so, the longest first; behind `after`, an entry of such a list. */
export async function listOverdue(db: Database, projectId: ProjectId, now: Date, after: OverdueCase | null, limit: number): Promise<OverdueCase[]> {
  const rows = await db
    .select({ id: queueEntries.submissionId, dueAt: queueEntries.dueAt })
    .from(queueEntries)
    .where(
      and(
        eq(queueEntries.projectId, projectId), eq(queueEntries.isWaiting, true), isNull(queueEntries.breachedAt), lte(queueEntries.dueAt, now),
        after === null ? undefined : sql`(${queueEntries.dueAt}, ${queueEntries.submissionId}) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(queueEntries.dueAt), asc(queueEntries.submissionId))
    .limit(limit);
  return rows.flatMap(({ id, dueAt }) => (dueAt === null ? [] : [{ id, dueAt }]));
}
