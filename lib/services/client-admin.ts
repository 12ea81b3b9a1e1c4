import "server-only";
import type { Database } from "@/db";
import { findMemberOfProject, holdMembership } from "@/db/queries/members";
import { adminRefusal, type ApiRefusal } from "@/lib/errors";
import { can, type Permission } from "@/lib/kyc/roles";
import type { ApiContext, MemberContext } from "./context";

/** A call in the name of a member, who answers for it; its address is the call's. */
export type AdminContext = MemberContext & Pick<ApiContext, "claim" | "engines">;

const accessDenied = (): ApiRefusal => adminRefusal("Access denied. The admin is not registered in the project.");

/**
 * The member that a call names by e-mail.
 * @throws {ApiRefusal} `denied` ("Access denied …" when not given) for nobody of this project, and for a role that may not.
 */
export async function asAdmin(ctx: ApiContext, email: string, permission: Permission, denied: ApiRefusal = accessDenied()): Promise<AdminContext> {
  const member = await findMemberOfProject(ctx.db, ctx.projectId, email.trim());
  if (member === null || !can(member.role, permission)) throw denied;
  const { id, name, role } = member;
  const { db, vault, storage, engines, projectId, now, ipAddress, claim } = ctx;
  return { db, vault, storage, engines, projectId, now, ipAddress, claim, actor: { kind: "member", memberId: id, email: member.email, name, role } };
}

/** Begins a write as `holdRights` does, refused in the words of the API. */
export async function holdAdmin(tx: Database, ctx: AdminContext, permission: Permission): Promise<void> {
  const role = await holdMembership(tx, ctx.projectId, ctx.actor.memberId, "share");
  if (role === null || !can(role, permission)) throw accessDenied();
}
