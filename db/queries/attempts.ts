import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { attempts, type AttemptRow } from "@/db/schema/attempts";
import type { ProjectId } from "@/lib/kyc/ids";

/** Appends a try; the submission is held by the caller, so that its number is its own. */
export async function insertAttempt(tx: Database, row: Omit<AttemptRow, "number">): Promise<void> {
  const number = sql<number>`(select coalesce(max(a.number), 0) + 1 from attempts a where a.submission_id = ${row.submissionId}::uuid)`;
  await tx.insert(attempts).values({ ...row, number });
}

export async function hasAttempt(db: Database, projectId: ProjectId, id: string): Promise<boolean> {
  const found = await db.select({ id: attempts.id }).from(attempts).where(and(eq(attempts.projectId, projectId), eq(attempts.id, id)));
  return found.length > 0;
}

/** Takes out what the tries of a submission sealed; a deletion that names a part of it must be in the log already. */
export async function emptyAttemptTraces(tx: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await tx.update(attempts).set({ trace: null }).where(and(eq(attempts.projectId, projectId), eq(attempts.submissionId, submissionId)));
}

/** In the order in which they were made. */
export async function listAttempts(db: Database, projectId: ProjectId, submissionId: string): Promise<AttemptRow[]> {
  return db.select().from(attempts).where(and(eq(attempts.projectId, projectId), eq(attempts.submissionId, submissionId))).orderBy(asc(attempts.number));
}

/** Whether anything but Step 1 was tried. */
export async function hasLaterStep(db: Database, projectId: ProjectId, submissionId: string): Promise<boolean> {
  const later = sql`${attempts.step} <> 'step1'`;
  const found = await db.select({ id: attempts.id }).from(attempts).where(and(eq(attempts.projectId, projectId), eq(attempts.submissionId, submissionId), later)).limit(1);
  return found.length > 0;
}
