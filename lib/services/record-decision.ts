import "server-only";
import type { CaseConflict, RecordDecisionInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { BadInputError, ConflictError, UnprocessableError } from "@/lib/errors";
import { approvalBlockers, decideReview } from "@/lib/kyc/review/decision";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import { authorise, type ServiceContext } from "./context";
import { decideCase, type Verdict } from "./decide-case";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { loadKeys, openCase, ruleHitConflict, type ReviewCase } from "./review-case";

type Rejection = Extract<RecordDecisionInput, { outcome: "rejected" }>;

/** Approving never passes a hit, nor a rule that is on and could not run. */
function approvalOf(review: ReviewCase): Verdict {
  const { hits, missing } = approvalBlockers(review.results);
  if (hits.length > 0) throw ruleHitConflict(review.results);
  if (missing.length > 0) {
    const details: CaseConflict = { missing };
    throw new ConflictError("facts_missing", "A rule could not run because a field is not known. Correct the field first.", details);
  }
  return { codes: [], comments: [] };
}

function rejectionOf(review: ReviewCase, input: Rejection): Verdict {
  const hits = hitsOf(review.results);
  if (hits.some((hit) => !input.confirmedHits.includes(hit.rule))) throw ruleHitConflict(review.results);

  const decided = decideReview({ chosen: input.codes, otherText: input.otherText, results: review.results, images: review.imageKinds });
  if (!("refusal" in decided)) return decided;
  const { refusal } = decided;
  if (refusal.reason === "code_not_available") throw new UnprocessableError("code_not_available", refusal.message, { code: refusal.code, because: refusal.because });
  throw new BadInputError("The rejection is not complete.", [{ path: refusal.reason === "no_code" ? "codes" : "otherText", message: refusal.message }]);
}

/**
 * Decides a pending case. A rejection may save corrections in the same transaction; the rules run again here, and only
 * here is it decided what they say.
 * @throws {ConflictError} rule_hit when a rule hits that the agent did not confirm, or at all when approving; facts_missing.
 * @throws {UnprocessableError} code_not_available for a code that the case cannot support or an agent may not pick.
 */
export async function recordDecision(ctx: ServiceContext, id: string, input: RecordDecisionInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.decide");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.decide");
    const review = await openCase(ctx, tx, keys, id, input, input.outcome === "rejected" ? input.fields : {});
    const verdict = input.outcome === "approved" ? approvalOf(review) : rejectionOf(review, input);
    await decideCase(ctx, tx, review, input.outcome, verdict);
  });
  return getSubmission(ctx, id);
}
