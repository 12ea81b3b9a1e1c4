import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import type { Role } from "@/lib/kyc/roles";
import type { MemberContext } from "@/lib/services/context";
import { createProject } from "@/lib/services/create-project";
import { makeMember, testNow } from "./make-member";
import type { testStores } from "./test-stores";

export const testOptions: ProjectOptions = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN", "PRK"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul", graceSeconds: 0 };

/** A member of a project of its own, at a given instant. */
export async function makeContext(db: Database, stores: ReturnType<typeof testStores>, role: Role = "agent", options: Partial<ProjectOptions> = {}): Promise<MemberContext> {
  const { vault, storage } = stores;
  const project = { slug: `test-${randomUUID()}`, name: "Test", options: { ...testOptions, ...options } };
  const projectId = await createProject({ db, vault, actor: { kind: "system" }, now: testNow }, project);
  return { db, vault, storage, projectId, now: testNow, ipAddress: "192.0.2.7", actor: { kind: "member", ...(await makeMember(db, { projectId, role })) } };
}

/** Another member of the same project. */
export async function withRole(ctx: MemberContext, role: Role): Promise<MemberContext> {
  return { ...ctx, actor: { kind: "member", ...(await makeMember(ctx.db, { projectId: ctx.projectId, role })) } };
}
