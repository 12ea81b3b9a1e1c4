import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { projectOptions } from "@/db/schema/project-options";
import type { ProjectId } from "@/lib/kyc/ids";
import { defaultOptions } from "@/lib/kyc/options";

export type ProjectOptionsRow = typeof projectOptions.$inferSelect;

/** An option that came after a version was saved was off in it. */
const whole = (row: ProjectOptionsRow): ProjectOptionsRow => ({ ...row, options: { ...defaultOptions, ...row.options } });

/** The version in force. */
export async function findCurrentOptions(db: Database, projectId: ProjectId): Promise<ProjectOptionsRow> {
  const [row] = await db.select().from(projectOptions).where(eq(projectOptions.projectId, projectId)).orderBy(desc(projectOptions.version)).limit(1);
  if (!row) throw new Error("The project has no options.");
  return whole(row);
}

/** Newest first. */
export async function listOptionsVersions(db: Database, projectId: ProjectId): Promise<ProjectOptionsRow[]> {
  const rows = await db.select().from(projectOptions).where(eq(projectOptions.projectId, projectId)).orderBy(desc(projectOptions.version));
  return rows.map(whole);
}

export async function insertOptions(tx: Database, row: ProjectOptionsRow): Promise<void> {
  await tx.insert(projectOptions).values(row);
}
