import "server-only";
import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { resubmissionRequests } from "@/db/schema/proposals";
import type { ProjectId } from "@/lib/kyc/ids";

export type ResubmissionRow = typeof resubmissionRequests.$inferSelect;

const openOf = (projectId: ProjectId, submissionId: string) =>
  and(
    eq(resubmissionRequests.projectId, projectId), eq(resubmissionRequests.submissionId, submissionId),
    isNull(resubmissionRequests.answeredAt), isNull(resubmissionRequests.closedAt),
  );

export async function insertResubmission(tx: Database, row: typeof resubmissionRequests.$inferInsert): Promise<void> {
  await tx.insert(resubmissionRequests).values(row);
}

/** Ends the open request of a case that the caller holds, if there is one: the applicant answered, or it was closed otherwise. */
export async function endResubmission(tx: Database, projectId: ProjectId, submissionId: string, end: Pick<ResubmissionRow, "answeredAt"> | Pick<ResubmissionRow, "closedAt">): Promise<void> {
  await tx.update(resubmissionRequests).set(end).where(openOf(projectId, submissionId));
}

/** Where a list of open requests goes on. */
export interface AskedCase {
  /** Of the submission. */
  id: string;
  requestedAt: Date;
}

/** Cases whose applicant was asked before `before` and has not answered, the longest first. */
export async function listAskedBefore(db: Database, projectId: ProjectId, before: Date, after: AskedCase | null, limit: number): Promise<AskedCase[]> {
  const { submissionId, requestedAt } = resubmissionRequests;
  return db
    .select({ id: submissionId, requestedAt })
    .from(resubmissionRequests)
    .where(
      and(
        eq(resubmissionRequests.projectId, projectId), isNull(resubmissionRequests.answeredAt), isNull(resubmissionRequests.closedAt), lt(requestedAt, before),
        after === null ? undefined : sql`(${requestedAt}, ${submissionId}) > (${after.requestedAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(requestedAt), asc(submissionId))
    .limit(limit);
}
