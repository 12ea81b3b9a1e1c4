import "server-only";
import type { SubmissionDetail, WithdrawProposalInput } from "@/lib/contracts/submissions";
import { ForbiddenError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, memberIdOf, type ServiceContext } from "./context";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { closeUndecided, openProposed } from "./proposed-case";
import { loadKeys } from "./review-case";

/**
 * Takes a proposal back before a second person has looked at it.
 * @throws {ForbiddenError} for anybody but its maker.
 * @throws {ConflictError} no_proposal once it was confirmed, sent back or overtaken; stale_version, already_decided,
 * not_pending or erased when the case is not what the caller saw.
 */
export async function withdrawProposal(ctx: ServiceContext, id: string, { version }: WithdrawProposalInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.decide");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.decide");
    const { review, proposal } = await openProposed(ctx, tx, keys, id, version);
    if (memberIdOf(ctx.actor) !== proposal.makerId) throw new ForbiddenError("Only its maker withdraws a proposal.");
    await closeUndecided(ctx, tx, review, { state: "withdrawn", assigneeId: null });
    await appendAudit(tx, ctx, review.keys.submission, [{ action: "submission.proposal_withdrawn", subjectId: id, changes: [{ field: "proposal", old: proposal.outcome, new: null }] }]);
  });
  return getSubmission(ctx, id);
}
