import "server-only";
import { deleteDraft } from "@/db/queries/drafts";
import { authorise, memberIdOf, type ServiceContext } from "./context";

/** Forgets what the member typed on a case: it was saved, or given up. Nothing when there is nothing. */
export async function dropDraft(ctx: ServiceContext, id: string): Promise<void> {
  authorise(ctx, "submissions.decide");
  const memberId = memberIdOf(ctx.actor);
  if (memberId !== null) await deleteDraft(ctx.db, ctx.projectId, id, memberId);
}
