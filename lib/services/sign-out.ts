import "server-only";
import { releaseSignedOut } from "@/db/queries/queue-entries";
import { endSession } from "@/db/queries/sessions";
import { appendAudit } from "./append-audit";
import type { DeskContext } from "./find-session";

/** Ends the session of the request; its cookie is worth nothing from then on. With the member's last one go their leases. */
export async function signOut(ctx: DeskContext): Promise<void> {
  const key = await ctx.vault.projectKey(ctx.projectId);
  await ctx.db.transaction(async (tx) => {
    if (!(await endSession(tx, ctx.sessionId, ctx.now))) return;
    await releaseSignedOut(tx, ctx.projectId, ctx.actor.memberId, ctx.now);
    await appendAudit(tx, ctx, key, [{ action: "session.signed_out", subjectId: ctx.sessionId, changes: [] }]);
  });
}
