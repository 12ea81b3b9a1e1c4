import "server-only";
import { deleteMembership } from "@/db/queries/members";
import { releaseMember, unassignMember } from "@/db/queries/queue-entries";
import { endSessionsOfMember } from "@/db/queries/sessions";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { assertNotLastAdmin, lockMember } from "./membership";

/**
 * Takes a member out of the project and ends their sessions in it; the account itself stays, for other projects and for
 * the log.
 * @throws {ForbiddenError} when the member stands above the actor; {ConflictError} last_admin; {NotFoundError}.
 */
export async function removeMember(ctx: ServiceContext, memberId: string): Promise<void> {
  authorise(ctx, "members.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    const { member, all } = await lockMember(tx, ctx, memberId);
    assertNotLastAdmin(all, member);

    await deleteMembership(tx, ctx.projectId, memberId);
    await endSessionsOfMember(tx, ctx.projectId, memberId, ctx.now);
    await releaseMember(tx, ctx.projectId, memberId);
    await unassignMember(tx, ctx.projectId, memberId);
    const changes = [{ field: "role", old: member.role, new: null }];
    await appendAudit(tx, ctx, key, [{ action: "member.removed", subjectId: memberId, changes }]);
  });
}
