import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { bankAuthentications } from "@/db/schema/bank-authentications";
import type { ProjectId } from "@/lib/kyc/ids";

export type BankAuthenticationRow = typeof bankAuthentications.$inferSelect;

const ofSubmission = (projectId: ProjectId, submissionId: string) => and(eq(bankAuthentications.projectId, projectId), eq(bankAuthentications.submissionId, submissionId));

export async function findBankAuthentication(db: Database, projectId: ProjectId, submissionId: string): Promise<BankAuthenticationRow | null> {
  const [row] = await db.select().from(bankAuthentications).where(ofSubmission(projectId, submissionId));
  return row ?? null;
}

/** The last transfer stands for all before. */
export async function putBankAuthentication(tx: Database, row: BankAuthenticationRow): Promise<void> {
  const { sealed, requestedAt } = row;
  await tx.insert(bankAuthentications).values(row).onConflictDoUpdate({ target: bankAuthentications.submissionId, set: { sealed, requestedAt } });
}

export async function deleteBankAuthentication(tx: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await tx.delete(bankAuthentications).where(ofSubmission(projectId, submissionId));
}
