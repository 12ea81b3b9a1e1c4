import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { projectOptions } from "@/db/schema/project-options";
import type { ProjectId } from "@/lib/kyc/ids";
import type { WithdrawnDocument } from "@/lib/kyc/intake/document-table";
import { defaultOptions } from "@/lib/kyc/options";

export type ProjectOptionsRow = typeof projectOptions.$inferSelect;

/** An option that came after a version was saved was off in it. */
export const whole = (row: ProjectOptionsRow): ProjectOptionsRow => ({ ...row, options: { ...defaultOptions, ...row.options } });

/** Of a row that is joined: whether it is the version in force of its project. */
export const isInForce = sql`${projectOptions.version} = (select max(o.version) from project_options o where o.project_id = ${projectOptions.projectId})`;

/** The version in force. */
export async function findCurrentOptions(db: Database, projectId: ProjectId): Promise<ProjectOptionsRow> {
  const [row] = await db.select().from(projectOptions).where(eq(projectOptions.projectId, projectId)).orderBy(desc(projectOptions.version)).limit(1);
  if (!row) throw new Error("The project has no options.");
  return whole(row);
}

/** The version in force, with the documents that the project accepts no more. */
export async function findPolicy(db: Database, projectId: ProjectId): Promise<ProjectOptionsRow & { withdrawn: WithdrawnDocument[] }> {
  const withdrawn = sql<WithdrawnDocument[]>`(select coalesce(json_agg(json_build_object('country', w.country, 'idType', w.id_type, 'issuedBefore', w.issued_before)), '[]')
    from withdrawn_documents w where w.project_id = ${projectId})`;
  const [row] = await db.select({ policy: projectOptions, withdrawn }).from(projectOptions).where(eq(projectOptions.projectId, projectId)).orderBy(desc(projectOptions.version)).limit(1);
  if (!row) throw new Error("The project has no options.");
  return { ...whole(row.policy), withdrawn: row.withdrawn };
}

/** Newest first. */
export async function listOptionsVersions(db: Database, projectId: ProjectId): Promise<ProjectOptionsRow[]> {
  const rows = await db.select().from(projectOptions).where(eq(projectOptions.projectId, projectId)).orderBy(desc(projectOptions.version));
  return rows.map(whole);
}

export async function insertOptions(tx: Database, row: ProjectOptionsRow): Promise<void> {
  await tx.insert(projectOptions).values(row);
}
