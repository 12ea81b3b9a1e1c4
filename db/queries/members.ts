import "server-only";
import { and, asc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { members, memberships, sessions } from "@/db/schema/members";
import { projects } from "@/db/schema/projects";
import type { ProjectId } from "@/lib/kyc/ids";
import type { Role } from "@/lib/kyc/roles";
import type { PolicyHold } from "./projects";

export type MemberRow = typeof members.$inferSelect;

export interface MembershipRow {
  memberId: string;
  role: Role;
}

const emailIs = (email: string) => eq(sql`lower(${members.email})`, email.toLowerCase());

export async function findMemberByEmail(db: Database, email: string): Promise<MemberRow | null> {
  const [row] = await db.select().from(members).where(emailIs(email));
  return row ?? null;
}

/** The account with its role in a project; null when it has none there. */
export async function findMemberOfProject(db: Database, projectId: ProjectId, email: string): Promise<{ id: string; email: string; name: string; role: Role } | null> {
  const [row] = await db
    .select({ id: members.id, email: members.email, name: members.name, role: memberships.role })
    .from(members)
    .innerJoin(memberships, and(eq(memberships.memberId, members.id), eq(memberships.projectId, projectId)))
    .where(emailIs(email));
  return row ?? null;
}

/** Null when an account with this e-mail exists already. */
export async function insertMember(db: Database, member: { email: string; name: string; passwordHash: string; createdAt: Date }): Promise<MemberRow | null> {
  const [row] = await db.insert(members).values(member).onConflictDoNothing().returning();
  return row ?? null;
}

/** The projects of an account, the one last signed in to first. */
export async function listProjectsOfMember(db: Database, memberId: string) {
  const lastUsed = db
    .select({ at: max(sessions.createdAt) })
    .from(sessions)
    .where(and(eq(sessions.memberId, memberships.memberId), eq(sessions.projectId, memberships.projectId)));
  return db
    .select({ id: projects.id, slug: projects.slug, name: projects.name, role: memberships.role })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId))
    .where(eq(memberships.memberId, memberId))
    .orderBy(sql`(${lastUsed}) desc nulls last`, asc(projects.name), asc(projects.id));
}

/** Members of a project by name, each with the number of sessions open in it. */
export async function listMembersOfProject(db: Database, projectId: ProjectId, now: Date) {
  const open = sql<number>`count(${sessions.id}) filter (where ${sessions.endedAt} is null and ${sessions.expiresAt} > ${now.toISOString()}::timestamptz)`;
  return db
    .select({
      id: members.id,
      email: members.email,
      name: members.name,
      role: memberships.role,
      createdAt: memberships.createdAt,
      sessions: open.mapWith(Number),
    })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .leftJoin(sessions, and(eq(sessions.memberId, members.id), eq(sessions.projectId, memberships.projectId), isNull(sessions.endedAt)))
    .where(eq(memberships.projectId, projectId))
    .groupBy(members.id, memberships.projectId, memberships.memberId)
    .orderBy(asc(members.name), asc(members.id));
}

/** Members of a project who have one of the roles, by name. */
export async function listMembersByRole(db: Database, projectId: ProjectId, roles: readonly Role[]): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: members.id, name: members.name })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .where(and(eq(memberships.projectId, projectId), inArray(memberships.role, [...roles])))
    .orderBy(asc(members.name), asc(members.id));
}

/** Those of the accounts that are members, with name and role as they stand, held until the commit in one order. */
export async function holdMembers(tx: Database, projectId: ProjectId, memberIds: readonly string[]): Promise<{ id: string; name: string; role: Role }[]> {
  return tx
    .select({ id: members.id, name: members.name, role: memberships.role })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .where(and(eq(memberships.projectId, projectId), inArray(memberships.memberId, [...memberIds])))
    .orderBy(asc(memberships.memberId))
    .for("share", { of: memberships });
}

/** The account's name, member of the project or not any more. */
export async function findMemberName(db: Database, memberId: string): Promise<string | null> {
  const [row] = await db.select({ name: members.name }).from(members).where(eq(members.id, memberId));
  return row?.name ?? null;
}

/** Holds every membership of the project, always in the same order, so that "the last admin" stays true until the commit. */
export async function lockMemberships(tx: Database, projectId: ProjectId): Promise<MembershipRow[]> {
  return tx
    .select({ memberId: memberships.memberId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.projectId, projectId))
    .orderBy(asc(memberships.memberId))
    .for("update");
}

/** The member's role as it stands, held until the commit, and then the project's policy; null when they are no member. */
export async function holdMembership(tx: Database, projectId: ProjectId, memberId: string, hold: PolicyHold): Promise<Role | null> {
  const result = await tx.execute<{ role: Role }>(sql`
    select m.role from memberships m join projects p on p.id = m.project_id where m.project_id = ${projectId} and m.member_id = ${memberId}
    for share of m for ${sql.raw(hold)} of p`);
  return result.rows[0]?.role ?? null;
}

/** False when the account is a member already. */
export async function insertMembership(tx: Database, membership: { projectId: ProjectId; memberId: string; role: Role; createdAt: Date }): Promise<boolean> {
  const added = await tx.insert(memberships).values(membership).onConflictDoNothing().returning({ memberId: memberships.memberId });
  return added.length > 0;
}

export async function updateMembershipRole(tx: Database, projectId: ProjectId, memberId: string, role: Role): Promise<void> {
  await tx.update(memberships).set({ role }).where(inProject(projectId, memberId));
}

export async function deleteMembership(tx: Database, projectId: ProjectId, memberId: string): Promise<void> {
  await tx.delete(memberships).where(inProject(projectId, memberId));
}

const inProject = (projectId: ProjectId, memberId: string) => and(eq(memberships.projectId, projectId), eq(memberships.memberId, memberId));
