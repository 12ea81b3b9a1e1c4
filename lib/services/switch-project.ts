import "server-only";
import { holdMembership, listProjectsOfMember } from "@/db/queries/members";
import { releaseSignedOut } from "@/db/queries/queue-entries";
import { updateSessionProject } from "@/db/queries/sessions";
import type { Viewer } from "@/lib/contracts/members";
import { NotFoundError, UnauthenticatedError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { findSession, type DeskContext } from "./find-session";
import { getViewer } from "./get-viewer";

/**
 * Moves the session to another project of the member and answers who they are there.
 * @throws {NotFoundError} for a project that does not exist or is not theirs (any more).
 * @throws {UnauthenticatedError} when the session ended meanwhile.
 */
export async function switchProject(ctx: DeskContext, slug: string): Promise<Viewer> {
  const projects = await listProjectsOfMember(ctx.db, ctx.actor.memberId);
  const project = projects.find((each) => each.slug === slug);
  if (!project) throw new NotFoundError("The project");
  if (project.id === ctx.projectId) return getViewer(ctx);

  const key = await ctx.vault.projectKey(project.id);
  await ctx.db.transaction(async (tx) => {
    const role = await holdMembership(tx, project.id, ctx.actor.memberId, "share");
    if (role === null) throw new NotFoundError("The project");
    if (!(await updateSessionProject(tx, ctx.sessionId, project.id))) throw new UnauthenticatedError();
    await releaseSignedOut(tx, ctx.projectId, ctx.actor.memberId, ctx.now);
    const actor = { ...ctx.actor, role };
    await appendAudit(tx, { ...ctx, projectId: project.id, actor }, key, [{ action: "session.signed_in", subjectId: ctx.sessionId, changes: [] }]);
  });
  const moved = await findSession(ctx, ctx.sessionId);
  if (moved === null) throw new UnauthenticatedError();
  return getViewer(moved);
}
