import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertAuditHead } from "@/db/queries/audit";
import { insertMember, insertMembership } from "@/db/queries/members";
import { insertOptions } from "@/db/queries/project-options";
import { insertProject } from "@/db/queries/projects";
import { insertSession } from "@/db/queries/sessions";
import type { ProjectId } from "@/lib/kyc/ids";
import { defaultOptions } from "@/lib/kyc/options";
import type { Role } from "@/lib/kyc/roles";
import type { Vault } from "@/lib/vault/vault";

/** The moment at which these tests happen. */
export const testNow = new Date("2026-11-23T05:32:08.123Z");

const hour = 60 * 60 * 1000;

interface NewProject {
  slug?: string;
  name?: string;
  /** Where its key is made; a project that nothing is written to needs none. */
  vault?: Vault;
}

/** A project with its policy and an empty audit chain. */
export async function makeProject(db: Database, { slug = `project-${randomUUID()}`, name = "Nordwind Exchange", vault }: NewProject = {}): Promise<ProjectId> {
  const projectId = await insertProject(db, { slug, name, createdAt: testNow });
  await vault?.createProjectKey(projectId);
  await insertAuditHead(db, projectId);
  const options = { ...defaultOptions, ageLimit: 19, rejectedPeriodDays: 30, timeZone: "Asia/Seoul" };
  await insertOptions(db, { projectId, version: 1, options, author: "system", authorName: "system", reason: null, createdAt: testNow });
  return projectId;
}

/** An account in a project; nobody knows its password unless a hash is given. */
export async function makeMember(
  db: Database,
  { projectId, role, email = `${role}-${randomUUID()}@example.com`, name = "Mina Park", passwordHash = "none" }: { projectId: ProjectId; role: Role; email?: string; name?: string; passwordHash?: string },
) {
  const member = await insertMember(db, { email, name, passwordHash, createdAt: testNow });
  if (member === null) throw new Error("There is such a member already.");
  await insertMembership(db, { projectId, memberId: member.id, role, createdAt: testNow });
  return { memberId: member.id, email, name, role };
}

/** An open session, of twelve hours from `now`. */
export async function makeSession(db: Database, { projectId, memberId, now = testNow }: { projectId: ProjectId; memberId: string; now?: Date }): Promise<string> {
  return insertSession(db, { memberId, projectId, createdAt: now, expiresAt: new Date(now.getTime() + 12 * hour), ipAddress: "192.0.2.7" });
}
