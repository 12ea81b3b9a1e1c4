import "server-only";
import { listMembersByRole } from "@/db/queries/members";
import type { Deciders } from "@/lib/contracts/bulk";
import { can, roles } from "@/lib/kyc/roles";
import { authorise, type ServiceContext } from "./context";

export const decidingRoles = roles.filter((role) => can(role, "submissions.decide"));

/** Who may decide, and so may have a case assigned. */
export async function listDeciders(ctx: ServiceContext): Promise<Deciders> {
  authorise(ctx, "submissions.read");
  return { members: await listMembersByRole(ctx.db, ctx.projectId, decidingRoles) };
}
