import "server-only";
import { closeProposal } from "@/db/queries/proposals";
import type { ConfirmProposalInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { ConflictError } from "@/lib/errors";
import { actorName, authorise, memberIdOf, type ServiceContext } from "./context";
import { decideCase } from "./decide-case";
import { approvalOf, rejectionOf } from "./desk-verdict";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { assertSecondPerson, openProposed } from "./proposed-case";
import { currentState, loadKeys } from "./review-case";

/**
 * Gives the second approval: the rules run again, and the case is decided as its maker proposed, with the grace period of
 * any decision. The maker is its reviewer.
 * @throws {ForbiddenError} for the maker.
 * @throws {ConflictError} no_proposal; rule_hit or facts_missing when the rules say otherwise by now; stale_version,
 * already_decided, not_pending or erased when the case is not what the caller saw.
 */
export async function confirmProposal(ctx: ServiceContext, id: string, input: ConfirmProposalInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.confirm");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.confirm");
    const { review, proposal, asked } = await openProposed(ctx, tx, keys, id, input.version);
    assertSecondPerson(ctx, proposal);
    if (proposal.version !== review.submission.version)
      throw new ConflictError("stale_version", "This case was changed after the decision was proposed.", await currentState(tx, review.submission, review.keys.submission));

    const { outcome, codes, makerId: memberId, maker: label, makerName: name } = proposal;
    const verdict = outcome === "approved" ? approvalOf(review) : rejectionOf(review, { codes, otherText: asked.otherText, confirmedHits: asked.confirmedHits });
    await closeProposal(tx, ctx.projectId, id, { state: "confirmed", closedById: memberIdOf(ctx.actor), closedByName: actorName(ctx.actor), closedAt: ctx.now });
    await decideCase(ctx, tx, review, outcome, verdict, { graceSeconds: review.policy.options.graceSeconds, maker: { memberId, label, name } });
  });
  return getSubmission(ctx, id);
}
