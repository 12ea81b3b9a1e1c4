import "server-only";
import { releaseMember } from "@/db/queries/queue-entries";
import { endSessionsOfMember } from "@/db/queries/sessions";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { lockMember } from "./membership";

/**
 * Ends every session that a member has in this project, on every machine. Sessions in other projects are not this admin's to end.
 * @throws {ForbiddenError} when the member stands above the actor; {NotFoundError} when not in this project.
 */
export async function signOutEverywhere(ctx: ServiceContext, memberId: string): Promise<void> {
  authorise(ctx, "members.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    await lockMember(tx, ctx, memberId);
    await endSessionsOfMember(tx, ctx.projectId, memberId, ctx.now);
    await releaseMember(tx, ctx.projectId, memberId);
    await appendAudit(tx, ctx, key, [{ action: "member.signed_out_everywhere", subjectId: memberId, changes: [] }]);
  });
}
