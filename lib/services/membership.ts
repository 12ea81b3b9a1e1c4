import "server-only";
import type { Database } from "@/db";
import { holdMembership, lockMemberships, type MembershipRow } from "@/db/queries/members";
import { holdPolicy, type PolicyHold } from "@/db/queries/projects";
import { ConflictError, ForbiddenError, NotFoundError, UnauthenticatedError } from "@/lib/errors";
import { can, isAtLeast, type Permission, type Role } from "@/lib/kyc/roles";
import type { ServiceContext } from "./context";

/**
 * Begins a write: the actor's own role is read again and holds until the commit, so that who was demoted or removed since
 * the gate writes nothing; and so does the policy in force, unless it is to be replaced. Everywhere locks are taken in one
 * order: members, project, submission, head of the audit chain.
 * @throws {UnauthenticatedError} when the actor is no member any more; {ForbiddenError} when the role does not allow it.
 */
export async function holdRights(tx: Database, ctx: ServiceContext, permission: Permission, hold: PolicyHold = "share"): Promise<void> {
  if (ctx.actor.kind !== "member") return holdPolicy(tx, ctx.projectId, hold);
  const role = await holdMembership(tx, ctx.projectId, ctx.actor.memberId, hold);
  if (role === null) throw new UnauthenticatedError();
  if (!can(role, permission)) throw new ForbiddenError();
}

/**
 * The project's memberships, held until the commit, with the one that is to change. The actor's own role is read again
 * under the lock: who was demoted a moment ago changes nobody.
 * @throws {ForbiddenError} when the actor may not change members (any more), or the member stands above them.
 * @throws {NotFoundError} when the member is not in this project.
 */
export async function lockMember(tx: Database, ctx: ServiceContext, memberId: string): Promise<{ member: MembershipRow; all: MembershipRow[] }> {
  const all = await lockMemberships(tx, ctx.projectId);
  const member = all.find((each) => each.memberId === memberId);
  assertStillAllowed(ctx, all);
  if (!member) throw new NotFoundError("The member");
  assertNotAbove(ctx, all, member.role);
  return { member, all };
}

/** @throws {ForbiddenError} when the actor's role, as it stands now, does not allow changing members. */
export function assertStillAllowed(ctx: ServiceContext, all: readonly MembershipRow[]): void {
  if (ctx.actor.kind !== "member") return;
  const own = ownRole(ctx, all);
  if (own === null || !can(own, "members.write")) throw new ForbiddenError();
}

/** @throws {ForbiddenError} when the role is above the actor's own. Operators stand above all. */
export function assertNotAbove(ctx: ServiceContext, all: readonly MembershipRow[], role: Role): void {
  if (ctx.actor.kind !== "member") return;
  const own = ownRole(ctx, all);
  if (own === null || !isAtLeast(own, role)) throw new ForbiddenError("Nobody changes a role above their own.");
}

/** @throws {ConflictError} last_admin when nobody would be left who can change members. */
export function assertNotLastAdmin(all: readonly MembershipRow[], member: MembershipRow): void {
  const others = all.filter((each) => each.role === "admin" && each.memberId !== member.memberId);
  if (member.role === "admin" && others.length === 0) throw new ConflictError("last_admin", "A project keeps at least one admin.");
}

function ownRole({ actor }: ServiceContext, all: readonly MembershipRow[]): Role | null {
  if (actor.kind !== "member") return null;
  return all.find((each) => each.memberId === actor.memberId)?.role ?? null;
}
