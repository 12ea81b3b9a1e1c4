import "server-only";
import { listMembersOfProject } from "@/db/queries/members";
import type { Members } from "@/lib/contracts/members";
import { authorise, type ServiceContext } from "./context";

/** The project's members by name; `sessions` are those open in this project. */
export async function listMembers(ctx: ServiceContext): Promise<Members> {
  authorise(ctx, "members.read");
  const rows = await listMembersOfProject(ctx.db, ctx.projectId, ctx.now);
  const self = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  return { members: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), isSelf: row.id === self })) };
}
