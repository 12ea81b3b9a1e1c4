import "server-only";
import type { RejectionWish } from "@/lib/contracts/v3/review";
import { adminRefusal } from "@/lib/errors";
import { approvalBlockers, decideReview, type RejectionRefusal } from "@/lib/kyc/review/decision";
import { commentFor } from "@/lib/kyc/rules/codes";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import type { Verdict } from "./decide-case";
import type { ReviewCase } from "./review-case";

function refused(refusal: RejectionRefusal): Error {
  if (refusal.reason === "no_code" || refusal.reason === "other_text_missing") return adminRefusal("Reject comment is required");
  return adminRefusal("Invalid data format.", [{ code: refusal.reason, message: refusal.message }]);
}

/** What the rules say of the case, as a client reads it. */
export function hitsForClient(review: ReviewCase): { code: string; message: string }[] {
  return hitsOf(review.results).map((hit) => commentFor(hit, "review")).map(({ code, message }) => ({ code, message }));
}

/** A rejection with the rules' codes first and what the client wished behind them, each in the catalogue's order. */
export function rejectionFor(review: ReviewCase, { codes: chosen, otherText }: RejectionWish): Verdict {
  const decided = decideReview({ chosen, otherText, results: review.results, images: review.imageKinds });
  if ("refusal" in decided) throw refused(decided.refusal);
  const ruleCodes = hitsForClient(review).map((hit) => hit.code);
  const pairs = decided.codes.map((code, index) => ({ code, comment: decided.comments[index] ?? "" }));
  const ordered = [...pairs.filter(({ code }) => ruleCodes.includes(code)), ...pairs.filter(({ code }) => !ruleCodes.includes(code))];
  return { codes: ordered.map(({ code }) => code), comments: ordered.map(({ comment }) => comment) };
}

/** An approval of a case that no rule hits. @throws {ApiRefusal} when a rule that is on could not run. */
export function approvalFor(review: ReviewCase): Verdict {
  const { missing } = approvalBlockers(review.results);
  if (missing.length > 0)
    throw adminRefusal("A rule could not run because a field is not known. Correct the field first.", missing.map((rule) => ({ code: "facts_missing", message: `The rule ${rule} could not run.` })));
  return { codes: [], comments: [] };
}
