import "server-only";
import type { Database } from "@/db";
import { lockSubmission } from "@/db/queries/submissions";
import { readAdmin, readReview, readSubmissionId, type ReviewAnswer, type ReviewInput, type Sent } from "@/lib/contracts/v3/review";
import { adminRefusal } from "@/lib/errors";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import { KeyMissingError } from "@/lib/vault/vault";
import { asAdmin, holdAdmin, type AdminContext } from "./client-admin";
import { approvalFor, rejectionFor } from "./client-verdict";
import type { ApiContext } from "./context";
import { decideCase, type Verdict } from "./decide-case";
import { proposeDecision, waitsForSecond } from "./propose-decision";
import { examineCase, loadKeys, type CaseKeys, type ReviewCase } from "./review-case";

/** A hit rejects, whatever the client wished. */
function verdictOf(review: ReviewCase, { status, wish }: ReviewInput): { outcome: DecidedStatus; verdict: Verdict } {
  if (status === "rejected" || hitsOf(review.results).length > 0) return { outcome: "rejected", verdict: rejectionFor(review, wish) };
  return { outcome: "approved", verdict: approvalFor(review) };
}

async function decide(ctx: AdminContext, tx: Database, keys: CaseKeys | null, id: string, input: ReturnType<typeof readReview>): Promise<ReviewAnswer> {
  await holdAdmin(tx, ctx, "submissions.decide");
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw adminRefusal("Invalid Submission Id.");
  if (locked.submission.status !== "pending") throw adminRefusal("Only submissions in pending status can be reviewed");
  if (locked.policy.options.reviewer === "desk_only") throw adminRefusal("This submission cannot be reviewed by client");
  if ("refusal" in input) throw adminRefusal(input.refusal);
  if (keys === null) throw new KeyMissingError();

  const review = await examineCase(ctx, tx, keys, locked, input.fields);
  if ("errors" in review) throw adminRefusal("Invalid data format.", review.errors.map(({ code, path, message }) => ({ code, message: `${path} ${message}.` })));
  const { outcome, verdict } = verdictOf(review, input);
  const isProposal = waitsForSecond(review, outcome);
  const answer: ReviewAnswer = { submissionId: id, message: "Success to review submission.", finalStatus: isProposal ? "pending" : outcome };
  await ctx.claim?.save(tx, { submissionId: id, key: keys.submission }, answer);
  if (!isProposal) await decideCase(ctx, tx, review, outcome, verdict);
  else await proposeDecision(ctx, tx, review, { ...input.wish, outcome, confirmedHits: hitsOf(review.results).map((hit) => hit.rule) }, verdict);
  return answer;
}

/**
 * `POST /v3/submission/review`: the desk's decision by a client, in the name of a member. It needs no version: it wins over
 * whoever has the case open, and over a proposal; where the project wants a second person, it is one itself. To the outside
 * a decision of the desk is none until it is released, and no case to be reviewed any more. Faults are told in this order: admin, access, the id, its status, the project's Reviewer
 * option, status, updateFields and the shape of rejectComment, a missing comment, values that a field may not have.
 */
export async function reviewSubmission(ctx: ApiContext, sent: Sent): Promise<ReviewAnswer> {
  const email = readAdmin(sent);
  if (email === null) throw adminRefusal("admin is required.");
  const admin = await asAdmin(ctx, email, "submissions.decide");
  const named = readSubmissionId(sent);
  if (named === "missing") throw adminRefusal("Submission Id is required.");
  if (named === "malformed") throw adminRefusal("Invalid Submission Id.");

  const keys = await loadKeys(admin, named.id);
  return ctx.db.transaction((tx) => decide(admin, tx, keys, named.id, readReview(sent)));
}
