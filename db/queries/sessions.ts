import "server-only";
import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { members, memberships, sessions } from "@/db/schema/members";
import { projectOptions } from "@/db/schema/project-options";
import { projects } from "@/db/schema/projects";
import type { ProjectId } from "@/lib/kyc/ids";

/** The same statement for every request, built once a pool. */
const liveSessionStatements = new WeakMap<Database, ReturnType<typeof prepareLiveSession>>();

function prepareLiveSession(db: Database) {
  const timeZone = db
    .select({ timeZone: sql<string>`${projectOptions.options} ->> 'timeZone'` })
    .from(projectOptions)
    .where(eq(projectOptions.projectId, sessions.projectId))
    .orderBy(desc(projectOptions.version))
    .limit(1);
  return db
    .select({
      memberId: members.id,
      email: members.email,
      name: members.name,
      role: memberships.role,
      projectId: projects.id,
      slug: projects.slug,
      projectName: projects.name,
      timeZone: sql<string>`coalesce((${timeZone}), 'UTC')`,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .innerJoin(memberships, and(eq(memberships.projectId, sessions.projectId), eq(memberships.memberId, sessions.memberId)))
    .innerJoin(projects, eq(projects.id, sessions.projectId))
    .where(and(eq(sessions.id, sql.placeholder("id")), isNull(sessions.endedAt), gt(sessions.expiresAt, sql.placeholder("now"))))
    .prepare("find_live_session");
}

/** The session with its member, role, project and the project's time zone; null when it ended, expired, or the membership is gone. */
export async function findLiveSession(db: Database, id: string, now: Date) {
  const known = liveSessionStatements.get(db);
  const statement = known ?? prepareLiveSession(db);
  if (!known) liveSessionStatements.set(db, statement);
  const [row] = await statement.execute({ id, now: now.toISOString() });
  return row ?? null;
}

/** Starts a session and answers its id. */
export async function insertSession(
  db: Database,
  session: { memberId: string; projectId: ProjectId; createdAt: Date; expiresAt: Date; ipAddress: string | null },
): Promise<string> {
  const [row] = await db.insert(sessions).values(session).returning({ id: sessions.id });
  if (!row) throw new Error("the session was not inserted");
  return row.id;
}

/** Forgets the sessions of a member that expired before an instant. */
export async function deleteOldSessions(db: Database, memberId: string, expiredBefore: Date): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.memberId, memberId), lt(sessions.expiresAt, expiredBefore)));
}

/** Ends one session; false when it had ended already. */
export async function endSession(db: Database, id: string, now: Date): Promise<boolean> {
  const ended = await db.update(sessions).set({ endedAt: now }).where(and(eq(sessions.id, id), isNull(sessions.endedAt))).returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends every session that a member has in a project. */
export async function endSessionsOfMember(db: Database, projectId: ProjectId, memberId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.projectId, projectId), eq(sessions.memberId, memberId), isNull(sessions.endedAt), gt(sessions.expiresAt, now)));
}

/** Moves an open session to another project of its member; false when it has ended. */
export async function updateSessionProject(db: Database, id: string, projectId: ProjectId): Promise<boolean> {
  const moved = await db.update(sessions).set({ projectId }).where(and(eq(sessions.id, id), isNull(sessions.endedAt))).returning({ id: sessions.id });
  return moved.length > 0;
}
