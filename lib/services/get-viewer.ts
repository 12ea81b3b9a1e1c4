import "server-only";
import { listProjectsOfMember } from "@/db/queries/members";
import type { Viewer } from "@/lib/contracts/members";
import type { DeskContext } from "./find-session";

/** Who is signed in, in which project, and which others there are to switch to (by name). */
export async function getViewer(ctx: DeskContext): Promise<Viewer> {
  const { memberId, email, name, role } = ctx.actor;
  const projects = await listProjectsOfMember(ctx.db, memberId);
  return {
    memberId,
    email,
    name,
    role,
    project: ctx.project,
    projects: projects.map(({ slug, name: label }) => ({ slug, name: label })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
