import "server-only";
import type { CaseConflict, RecordDecisionInput } from "@/lib/contracts/submissions";
import { BadInputError, ConflictError, UnprocessableError } from "@/lib/errors";
import { approvalBlockers, decideReview } from "@/lib/kyc/review/decision";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import type { Verdict } from "./decide-case";
import { ruleHitConflict, type ReviewCase } from "./review-case";

/** Approving never passes a hit, nor a rule that is on and could not run. @throws {ConflictError} rule_hit or facts_missing. */
export function approvalOf(review: ReviewCase): Verdict {
  const { hits, missing } = approvalBlockers(review.results);
  if (hits.length > 0) throw ruleHitConflict(review.results);
  if (missing.length > 0) {
    const details: CaseConflict = { missing };
    throw new ConflictError("facts_missing", "A rule could not run because a field is not known. Correct the field first.", details);
  }
  return { codes: [], comments: [] };
}

/** @throws {ConflictError} rule_hit for a hit that was not confirmed; {UnprocessableError} for a code that the case cannot support. */
export function rejectionOf(review: ReviewCase, input: Pick<Extract<RecordDecisionInput, { outcome: "rejected" }>, "codes" | "otherText" | "confirmedHits">): Verdict {
  const hits = hitsOf(review.results);
  if (hits.some((hit) => !input.confirmedHits.includes(hit.rule))) throw ruleHitConflict(review.results);

  const decided = decideReview({ chosen: input.codes, otherText: input.otherText, results: review.results, images: review.imageKinds });
  if (!("refusal" in decided)) return decided;
  const { refusal } = decided;
  if (refusal.reason === "code_not_available") throw new UnprocessableError("code_not_available", refusal.message, { code: refusal.code, because: refusal.because });
  throw new BadInputError("The rejection is not complete.", [{ path: refusal.reason === "no_code" ? "codes" : "otherText", message: refusal.message }]);
}
