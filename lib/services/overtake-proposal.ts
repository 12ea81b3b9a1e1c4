import "server-only";
import type { Database } from "@/db";
import { closeProposal, unbarMaker } from "@/db/queries/proposals";
import { actorName, memberIdOf, type ServiceContext } from "./context";

/**
 * What was proposed for a case was proposed for what it was: whoever changes a locked case closes its open proposal, and
 * the case waits for everybody again.
 */
export async function overtakeProposal(ctx: ServiceContext, tx: Database, submissionId: string): Promise<void> {
  const closing = { state: "overtaken", closedById: memberIdOf(ctx.actor), closedByName: actorName(ctx.actor), closedAt: ctx.now } as const;
  if (await closeProposal(tx, ctx.projectId, submissionId, closing)) await unbarMaker(tx, ctx.projectId, submissionId, null);
}
