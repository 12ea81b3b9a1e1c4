import "server-only";
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { apiKeys, type ApiKeyRow } from "@/db/schema/api-keys";
import { projectOptions } from "@/db/schema/project-options";
import { projects } from "@/db/schema/projects";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ProjectState } from "@/lib/kyc/project-state";
import { isInForce, whole } from "./project-options";

/** A key with the project that it opens, whatever became of either, and its options in force. */
export async function findApiKey(db: Database, prefix: string): Promise<{ key: ApiKeyRow; projectState: ProjectState; options: ProjectOptions } | null> {
  const [row] = await db
    .select({ key: apiKeys, projectState: projects.state, policy: projectOptions })
    .from(apiKeys)
    .innerJoin(projects, eq(projects.id, apiKeys.projectId))
    .innerJoin(projectOptions, and(eq(projectOptions.projectId, apiKeys.projectId), isInForce))
    .where(eq(apiKeys.prefix, prefix));
  return row === undefined ? null : { key: row.key, projectState: row.projectState, options: whole(row.policy).options };
}

/** Newest first. */
export async function listApiKeys(db: Database, projectId: ProjectId): Promise<ApiKeyRow[]> {
  return db.select().from(apiKeys).where(eq(apiKeys.projectId, projectId)).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}

export async function insertApiKey(tx: Database, row: typeof apiKeys.$inferInsert): Promise<string> {
  const [inserted] = await tx.insert(apiKeys).values(row).returning({ id: apiKeys.id });
  if (!inserted) throw new Error("The key was not stored.");
  return inserted.id;
}

/** The name of the key that was revoked; `null` when the project has no such key in force. */
export async function revokeApiKey(tx: Database, projectId: ProjectId, id: string, now: Date): Promise<string | null> {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.projectId, projectId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ name: apiKeys.name });
  return row?.name ?? null;
}

/** Whether the project has, or had, such a key. */
export async function hasApiKey(db: Database, projectId: ProjectId, id: string): Promise<boolean> {
  const rows = await db.select({ id: apiKeys.id }).from(apiKeys).where(and(eq(apiKeys.projectId, projectId), eq(apiKeys.id, id)));
  return rows.length > 0;
}

/** Writes when a key was used, at most once a minute. */
export async function touchApiKey(db: Database, id: string, now: Date): Promise<void> {
  const minuteAgo = new Date(now.getTime() - 60_000);
  await db.update(apiKeys).set({ lastUsedAt: now }).where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, minuteAgo))));
}

/** Whether any project in its present policy lets pages of this origin call the API. */
export async function isOriginKnown(db: Database, origin: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from projects p where p.state <> 'deleted' and
      (select o.options -> 'corsOrigins' from project_options o where o.project_id = p.id order by o.version desc limit 1) ? ${origin} limit 1`);
  return rows.length > 0;
}
