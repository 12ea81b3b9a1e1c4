import "server-only";
import { and, asc, eq, isNull, lt, ne, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { decisions, evaluations } from "@/db/schema/decisions";
import { submissions, type SubmissionRow } from "@/db/schema/submissions";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ImageKind } from "@/lib/kyc/images";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";

const inProject = (projectId: ProjectId, id: string) => and(eq(submissions.projectId, projectId), eq(submissions.id, id));

export interface LockedSubmission {
  submission: SubmissionRow;
  imageKinds: ImageKind[];
  policy: { version: number; options: ProjectOptions };
}

/**
 * Holds the row until the transaction ends, so checks made on it stay true; with it what a decision needs to know. With
 * `skipLocked` a row that somebody else holds is as if it did not exist.
 */
export async function lockSubmission(tx: Database, projectId: ProjectId, id: string, { skipLocked = false } = {}): Promise<LockedSubmission | null> {
  const [row] = await tx
    .select({
      submission: submissions,
      imageKinds: sql<ImageKind[]>`array(select i.kind from images i where i.submission_id = submissions.id and i.superseded_at is null)`,
      policy: sql<LockedSubmission["policy"]>`(select json_build_object('version', version, 'options', options) from project_options
        where project_id = ${projectId} order by version desc limit 1)`,
    })
    .from(submissions)
    .where(inProject(projectId, id))
    .for("update", skipLocked ? { of: submissions, skipLocked } : { of: submissions });
  return row === undefined ? null : { ...row, policy: { ...row.policy, options: { ...defaultOptions, ...row.policy.options } } };
}

export async function updateSubmission(tx: Database, projectId: ProjectId, id: string, values: Partial<SubmissionRow>): Promise<void> {
  await tx.update(submissions).set(values).where(inProject(projectId, id));
}

export async function insertSubmission(tx: Database, row: typeof submissions.$inferInsert): Promise<void> {
  await tx.insert(submissions).values(row);
}

export async function hasSubmission(db: Database, projectId: ProjectId, id: string): Promise<boolean> {
  const found = await db.select({ id: submissions.id }).from(submissions).where(inProject(projectId, id));
  return found.length > 0;
}

/** How many submissions of a project were not erased. */
export async function countUnerased(db: Database, projectId: ProjectId): Promise<number> {
  return db.$count(submissions, and(eq(submissions.projectId, projectId), ne(submissions.status, "deleted")));
}

/** Takes out the facts of a submission's evaluations; a deletion that names one of them must be in the log already. */
export async function emptyEvaluationTraces(tx: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await tx.update(evaluations).set({ trace: null }).where(and(eq(evaluations.projectId, projectId), eq(evaluations.submissionId, submissionId)));
}

export async function findSubmissionStatus(db: Database, projectId: ProjectId, id: string): Promise<SubmissionRow["status"] | null> {
  const [row] = await db.select({ status: submissions.status }).from(submissions).where(inProject(projectId, id));
  return row?.status ?? null;
}

/** When the outside hears of the decision of a case; null once it has, and of a case without one. */
export async function findRelease(db: Database, projectId: ProjectId, id: string): Promise<{ releaseDueAt: Date | null } | null> {
  const [row] = await db.select({ releaseDueAt: submissions.releaseDueAt }).from(submissions).where(inProject(projectId, id));
  return row ?? null;
}

export async function insertEvaluation(tx: Database, row: typeof evaluations.$inferInsert): Promise<void> {
  await tx.insert(evaluations).values(row);
}

export async function insertDecision(tx: Database, row: typeof decisions.$inferInsert): Promise<void> {
  await tx.insert(decisions).values(row);
}

export async function findByExternalId(db: Database, projectId: ProjectId, externalId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(eq(submissions.projectId, projectId), eq(submissions.externalId, externalId)));
  return row?.id ?? null;
}

/** Where a list by step clock goes on. */
export interface StepClockPlace {
  stepClockAt: Date;
  id: string;
}

/** Incomplete submissions with a retry whose step clock is before `before`, oldest first; never those that were pending once. */
export async function listRetriedBefore(db: Database, projectId: ProjectId, before: Date, after: StepClockPlace | null, limit: number): Promise<StepClockPlace[]> {
  const rows = await db
    .select({ id: submissions.id, stepClockAt: submissions.stepClockAt })
    .from(submissions)
    .where(
      and(
        eq(submissions.projectId, projectId),
        // As the index says it.
        sql`status = 'incomplete' and retry_count > 0`,
        isNull(submissions.pendingAt),
        lt(submissions.stepClockAt, before),
        after === null ? undefined : sql`(${submissions.stepClockAt}, ${submissions.id}) > (${after.stepClockAt.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(submissions.stepClockAt), asc(submissions.id))
    .limit(limit);
  return rows.flatMap(({ id, stepClockAt }) => (stepClockAt === null ? [] : { id, stepClockAt }));
}
