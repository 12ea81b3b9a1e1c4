import "server-only";
import type { Database } from "@/db";
import { closeProposal, findOpenProposal, unbarMaker } from "@/db/queries/proposals";
import { updateSubmission } from "@/db/queries/submissions";
import type { ProposalRow } from "@/db/schema/proposals";
import { ConflictError, ForbiddenError } from "@/lib/errors";
import { actorName, memberIdOf, type ServiceContext } from "./context";
import { currentState, openCase, type CaseKeys, type ReviewCase } from "./review-case";
import { openProposal, type SealedProposal } from "./sealed-proposal";

export interface ProposedCase {
  review: ReviewCase;
  proposal: ProposalRow;
  asked: SealedProposal;
}

/**
 * Locks a case, as `openCase` does, with the proposal that waits on it, examined as the proposal would change it. It needs no
 * lease: nothing is corrected, and one proposal is closed once.
 * @throws {ConflictError} no_proposal when none waits (any more); and what `openCase` throws.
 */
export async function openProposed(ctx: ServiceContext, tx: Database, keys: CaseKeys | null, id: string, version: number): Promise<ProposedCase> {
  const found = await findOpenProposal(tx, ctx.projectId, id);
  const asked = found === null || keys === null ? null : openProposal(keys.submission, found.id, found.sealed);
  const review = await openCase(ctx, tx, keys, id, { version, lease: null }, asked?.fields ?? {});
  // Read again under the lock: what was found before it may be closed by now.
  const proposal = await findOpenProposal(tx, ctx.projectId, id);
  if (proposal === null || asked === null || proposal.id !== found?.id)
    throw new ConflictError("no_proposal", "No decision of this case waits for a second person.", await currentState(tx, review.submission, review.keys.submission));
  return { review, proposal, asked };
}

/** @throws {ForbiddenError} for the maker: a second person is another one. */
export function assertSecondPerson({ actor }: ServiceContext, { makerId }: ProposalRow): void {
  if (memberIdOf(actor) === makerId) throw new ForbiddenError("A decision is confirmed or sent back by another person than its maker.");
}

interface Closing {
  state: "sent_back" | "withdrawn";
  noteSealed?: Buffer;
  assigneeId: string | null;
}

/** Closes a proposal without a decision: the case waits for everybody again, for the assignee first. */
export async function closeUndecided(ctx: ServiceContext, tx: Database, { submission }: ReviewCase, { assigneeId, ...closing }: Closing): Promise<void> {
  await closeProposal(tx, ctx.projectId, submission.id, { ...closing, closedById: memberIdOf(ctx.actor), closedByName: actorName(ctx.actor), closedAt: ctx.now });
  await updateSubmission(tx, ctx.projectId, submission.id, { version: submission.version + 1 });
  await unbarMaker(tx, ctx.projectId, submission.id, assigneeId);
}
