import "server-only";
import type { SendBackProposalInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { assertSecondPerson, closeUndecided, openProposed } from "./proposed-case";
import { loadKeys } from "./review-case";
import { sealProposalNote } from "./sealed-proposal";

/**
 * Sends a proposal back to its maker, to whom the case is assigned, with a note.
 * @throws {ForbiddenError} for the maker.
 * @throws {ConflictError} no_proposal; stale_version, already_decided, not_pending or erased when the case is not what the
 * caller saw.
 */
export async function sendBackProposal(ctx: ServiceContext, id: string, { version, note }: SendBackProposalInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.confirm");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.confirm");
    const { review, proposal } = await openProposed(ctx, tx, keys, id, version);
    assertSecondPerson(ctx, proposal);
    const key = review.keys.submission;
    await closeUndecided(ctx, tx, review, { state: "sent_back", noteSealed: sealProposalNote(key, proposal.id, note), assigneeId: proposal.makerId });
    const changes = [{ field: "proposal", old: proposal.outcome, new: null }, { field: "note", old: null, new: note }];
    await appendAudit(tx, ctx, key, [{ action: "submission.sent_back", subjectId: id, changes }]);
  });
  return getSubmission(ctx, id);
}
