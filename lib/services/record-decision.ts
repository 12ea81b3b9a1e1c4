import "server-only";
import type { RecordDecisionInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { assertFilled } from "./assert-filled";
import { authorise, type ServiceContext } from "./context";
import { decideCase } from "./decide-case";
import { approvalOf, rejectionOf } from "./desk-verdict";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { assertNoProposal, proposeDecision, waitsForSecond } from "./propose-decision";
import { loadKeys, openCase } from "./review-case";

/**
 * Decides a pending case, or proposes so where the project wants a second person. A rejection may save corrections in the
 * same transaction; the rules run again here, and only here is it decided what they say.
 * @throws {ConflictError} rule_hit when a rule hits that the agent did not confirm, or at all when approving; facts_missing;
 * proposal_open.
 * @throws {BadInputError} when the agent's text has a placeholder of a template that is not filled.
 * @throws {UnprocessableError} code_not_available for a code that the case cannot support or an agent may not pick.
 */
export async function recordDecision(ctx: ServiceContext, id: string, input: RecordDecisionInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.decide");
  const keys = await loadKeys(ctx, id);
  const chosen = input.outcome === "approved" ? { codes: [], otherText: null, confirmedHits: [] } : input;

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.decide");
    const review = await openCase(ctx, tx, keys, id, input, input.outcome === "rejected" ? input.fields : {});
    await assertNoProposal(ctx, tx, review);
    if (input.outcome === "rejected") await assertFilled(tx, ctx.projectId, input.otherText);
    const verdict = input.outcome === "approved" ? approvalOf(review) : rejectionOf(review, input);
    if (waitsForSecond(review, input.outcome)) await proposeDecision(ctx, tx, review, { ...chosen, outcome: input.outcome }, verdict);
    else await decideCase(ctx, tx, review, input.outcome, verdict, { graceSeconds: review.policy.options.graceSeconds });
  });
  return getSubmission(ctx, id);
}
