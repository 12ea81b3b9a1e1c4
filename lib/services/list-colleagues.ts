import "server-only";
import { listColleagues as listRows } from "@/db/queries/notes";
import type { Colleagues } from "@/lib/contracts/notes";
import { authorise, type MemberContext } from "./context";

/** Who else works in the project, by name: whoever may read a case may be called to one. */
export async function listColleagues(ctx: MemberContext): Promise<Colleagues> {
  authorise(ctx, "submissions.note");
  const rows = await listRows(ctx.db, ctx.projectId);
  return { colleagues: rows.filter(({ memberId }) => memberId !== ctx.actor.memberId) };
}
