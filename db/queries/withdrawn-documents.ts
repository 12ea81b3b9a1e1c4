import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { withdrawnDocuments } from "@/db/schema/withdrawn-documents";
import type { ProjectId } from "@/lib/kyc/ids";

export type WithdrawnDocumentRow = typeof withdrawnDocuments.$inferSelect;

/** By country and type. */
export async function listWithdrawnDocuments(db: Database, projectId: ProjectId): Promise<WithdrawnDocumentRow[]> {
  return db.select().from(withdrawnDocuments).where(eq(withdrawnDocuments.projectId, projectId)).orderBy(asc(withdrawnDocuments.country), asc(withdrawnDocuments.idType));
}

/** The row, or `null` when the project has one of this country and type already. */
export async function insertWithdrawnDocument(tx: Database, row: Omit<WithdrawnDocumentRow, "id">): Promise<WithdrawnDocumentRow | null> {
  const [inserted] = await tx.insert(withdrawnDocuments).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** The row that was taken out, or `null` when the project has none of this id. */
export async function deleteWithdrawnDocument(tx: Database, projectId: ProjectId, id: string): Promise<WithdrawnDocumentRow | null> {
  const [deleted] = await tx
    .delete(withdrawnDocuments)
    .where(and(eq(withdrawnDocuments.projectId, projectId), eq(withdrawnDocuments.id, id)))
    .returning();
  return deleted ?? null;
}
