import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { textTemplates } from "@/db/schema/notes";
import type { ProjectId } from "@/lib/kyc/ids";

export type TextTemplateRow = typeof textTemplates.$inferSelect;

/** Its violation says that the project has this title in this language already. */
export const titleIndex = "text_templates_title_key";

const inProject = (projectId: ProjectId, id: string) => and(eq(textTemplates.projectId, projectId), eq(textTemplates.id, id));

/** By language and title. */
export async function listTextTemplates(db: Database, projectId: ProjectId): Promise<TextTemplateRow[]> {
  return db.select().from(textTemplates).where(eq(textTemplates.projectId, projectId)).orderBy(asc(textTemplates.language), sql`lower(${textTemplates.title})`, asc(textTemplates.id));
}

export async function listTemplateBodies(db: Database, projectId: ProjectId): Promise<string[]> {
  const rows = await db.select({ body: textTemplates.body }).from(textTemplates).where(eq(textTemplates.projectId, projectId));
  return rows.map(({ body }) => body);
}

/** Held until the transaction ends. */
export async function lockTextTemplate(tx: Database, projectId: ProjectId, id: string): Promise<TextTemplateRow | null> {
  const [row] = await tx.select().from(textTemplates).where(inProject(projectId, id)).for("update");
  return row ?? null;
}

export async function insertTextTemplate(tx: Database, row: typeof textTemplates.$inferInsert): Promise<void> {
  await tx.insert(textTemplates).values(row);
}

export async function updateTextTemplate(tx: Database, projectId: ProjectId, id: string, values: Partial<TextTemplateRow>): Promise<void> {
  await tx.update(textTemplates).set(values).where(inProject(projectId, id));
}

export async function deleteTextTemplate(tx: Database, projectId: ProjectId, id: string): Promise<void> {
  await tx.delete(textTemplates).where(inProject(projectId, id));
}
