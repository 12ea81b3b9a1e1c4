import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import type { Role } from "@/lib/kyc/roles";
import type { MemberContext } from "@/lib/services/context";
import { createProject } from "@/lib/services/create-project";
import { testNow } from "./make-member";
import type { testStores } from "./test-stores";



export const testOptions: ProjectOptions = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN", "PRK"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul" };

/** A member of a project of its own, at a given instant. The member has no account: services look at the context alone. */
export async function makeContext(db: Database, stores: ReturnType<typeof testStores>, role: Role = "agent", options: Partial<ProjectOptions> = {}): Promise<MemberContext> {
  const { vault, storage } = stores;
  const project = { slug: `test-${randomUUID()}`, name: "Test", options: { ...testOptions, ...options } };
  const projectId = await createProject({ db, vault, actor: { kind: "system" }, now: testNow }, project);
  return { db, vault, storage, projectId, now: testNow, ipAddress: "192.0.2.7", actor: { kind: "member", memberId: randomUUID(), email: `${role}@example.com`, name: "Mina Park", role } };
}

export function withRole(ctx: MemberContext, role: Role): MemberContext {
  return { ...ctx, actor: { ...ctx.actor, role, memberId: randomUUID(), email: `${role}.two@example.com` } };
}
