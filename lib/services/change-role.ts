import "server-only";
import { updateMembershipRole } from "@/db/queries/members";
import { releaseMember, unassignMember } from "@/db/queries/queue-entries";
import type { ChangeRoleInput } from "@/lib/contracts/members";
import { can, isAtLeast } from "@/lib/kyc/roles";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { assertNotAbove, assertNotLastAdmin, lockMember } from "./membership";

/**
 * Gives a member another role, in force at their next click.
 * @throws {ForbiddenError} when the old or the new role is above the actor's own; {ConflictError} last_admin; {NotFoundError}.
 */
export async function changeRole(ctx: ServiceContext, memberId: string, { role }: ChangeRoleInput): Promise<void> {
  authorise(ctx, "members.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    const { member, all } = await lockMember(tx, ctx, memberId);
    assertNotAbove(ctx, all, role);
    if (member.role === role) return;
    if (!isAtLeast(role, "admin")) assertNotLastAdmin(all, member);

    await updateMembershipRole(tx, ctx.projectId, memberId, role);
    if (!can(role, "submissions.claim")) await releaseMember(tx, ctx.projectId, memberId);
    if (!can(role, "submissions.decide")) await unassignMember(tx, ctx.projectId, memberId);
    const changes = [{ field: "role", old: member.role, new: role }];
    await appendAudit(tx, ctx, key, [{ action: "member.role_changed", subjectId: memberId, changes }]);
  });
}
