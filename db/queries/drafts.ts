import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { caseDrafts } from "@/db/schema/queue-entries";
import type { ProjectId } from "@/lib/kyc/ids";

export type DraftRow = typeof caseDrafts.$inferSelect;

const ofCase = (projectId: ProjectId, submissionId: string) => and(eq(caseDrafts.projectId, projectId), eq(caseDrafts.submissionId, submissionId));
const ofMember = (projectId: ProjectId, submissionId: string, memberId: string) => and(ofCase(projectId, submissionId), eq(caseDrafts.memberId, memberId));

/** The newest draft takes the place of the one before. */
export async function putDraft(tx: Database, row: DraftRow): Promise<void> {
  const { version, sealed, updatedAt } = row;
  await tx.insert(caseDrafts).values(row).onConflictDoUpdate({ target: [caseDrafts.submissionId, caseDrafts.memberId], set: { version, sealed, updatedAt } });
}

export async function findDraftRow(db: Database, projectId: ProjectId, submissionId: string, memberId: string): Promise<DraftRow | null> {
  const [row] = await db.select().from(caseDrafts).where(ofMember(projectId, submissionId, memberId));
  return row ?? null;
}

export async function deleteDraft(db: Database, projectId: ProjectId, submissionId: string, memberId: string): Promise<void> {
  await db.delete(caseDrafts).where(ofMember(projectId, submissionId, memberId));
}

/** Everybody's, of a case that is decided or erased. */
export async function deleteDrafts(tx: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await tx.delete(caseDrafts).where(ofCase(projectId, submissionId));
}
