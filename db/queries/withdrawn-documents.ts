import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { withdrawnDocuments } from "@/db/schema/withdrawn-documents";
import type { ProjectId } from "@/lib/kyc/ids";

export type WithdrawnDocumentRow = typeof withdrawnDocuments.$inferSelect;

export async function listWithdrawnDocuments(db: Database, projectId: ProjectId): Promise<WithdrawnDocumentRow[]> {
  return db.select().from(withdrawnDocuments).where(eq(withdrawnDocuments.projectId, projectId)).orderBy(asc(withdrawnDocuments.country), asc(withdrawnDocuments.idType));
}
