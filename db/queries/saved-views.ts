import "server-only";
import { and, asc, count, eq, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { savedViews } from "@/db/schema/queue-entries";
import type { ProjectId } from "@/lib/kyc/ids";

export type SavedViewRow = typeof savedViews.$inferSelect;

const ofOwner = (ownerId: string | null) => (ownerId === null ? isNull(savedViews.ownerId) : eq(savedViews.ownerId, ownerId));

/** The member's own and the team's. */
export async function listSavedViews(db: Database, projectId: ProjectId, memberId: string): Promise<SavedViewRow[]> {
  return db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.projectId, projectId), or(isNull(savedViews.ownerId), eq(savedViews.ownerId, memberId))))
    .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id));
}

export async function countSavedViews(tx: Database, { projectId, ownerId, scope }: Pick<SavedViewRow, "projectId" | "ownerId" | "scope">): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(savedViews)
    .where(and(eq(savedViews.projectId, projectId), ofOwner(ownerId), eq(savedViews.scope, scope)));
  return row?.count ?? 0;
}

/** Its id; null when the owner has a view of this name for the list. */
export async function insertSavedView(tx: Database, row: Omit<SavedViewRow, "id">): Promise<string | null> {
  const [inserted] = await tx.insert(savedViews).values(row).onConflictDoNothing().returning({ id: savedViews.id });
  return inserted?.id ?? null;
}

/** A view that the member sees, held until the commit. */
export async function lockSavedView(tx: Database, projectId: ProjectId, memberId: string, id: string): Promise<SavedViewRow | null> {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.projectId, projectId), eq(savedViews.id, id), or(isNull(savedViews.ownerId), eq(savedViews.ownerId, memberId))))
    .for("update");
  return row ?? null;
}

export async function updateSavedViewName(tx: Database, { id, name, updatedAt }: Pick<SavedViewRow, "id" | "name" | "updatedAt">): Promise<void> {
  await tx.update(savedViews).set({ name, updatedAt }).where(eq(savedViews.id, id));
}

export async function deleteSavedView(tx: Database, id: string): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, id));
}
