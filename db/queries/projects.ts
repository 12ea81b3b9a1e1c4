import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { projects } from "@/db/schema/projects";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ProjectState } from "@/lib/kyc/project-state";

export type ProjectRow = typeof projects.$inferSelect;

export async function findProjectBySlug(db: Database, slug: string): Promise<ProjectRow | null> {
  const [row] = await db.select().from(projects).where(eq(projects.slug, slug));
  return row ?? null;
}

export async function listProjects(db: Database): Promise<ProjectRow[]> {
  return db.select().from(projects).orderBy(asc(projects.slug));
}

export async function insertProject(tx: Database, row: typeof projects.$inferInsert): Promise<ProjectId> {
  const [inserted] = await tx.insert(projects).values(row).returning({ id: projects.id });
  if (!inserted) throw new Error("The project was not stored.");
  return inserted.id;
}

/** Holds the project until the transaction ends, and says how it stands. */
export async function lockProjectState(tx: Database, projectId: ProjectId): Promise<ProjectState> {
  const [row] = await tx.select({ state: projects.state }).from(projects).where(eq(projects.id, projectId)).for("no key update");
  if (!row) throw new Error("There is no such project.");
  return row.state;
}

export async function updateProjectState(tx: Database, projectId: ProjectId, state: ProjectState): Promise<void> {
  await tx.update(projects).set({ state }).where(eq(projects.id, projectId));
}

/**
 * What a transaction means to do with the project's policy: `share` keeps the one in force, `no key update` puts another
 * in its place, alone. Neither stands in the way of rows that only refer to the project.
 */
export type PolicyHold = "share" | "no key update";

export async function holdPolicy(tx: Database, projectId: ProjectId, hold: PolicyHold): Promise<void> {
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for(hold);
}
