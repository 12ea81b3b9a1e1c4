import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertDecision, updateSubmission } from "@/db/queries/submissions";
import type { CaseConflict, RecordDecisionInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { BadInputError, ConflictError, UnprocessableError } from "@/lib/errors";
import { approvalBlockers, decideReview } from "@/lib/kyc/review/decision";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import { appendAudit, type AuditRecord } from "./append-audit";
import { actorLabel, authorise, type ServiceContext } from "./context";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { auditedChanges, correctedColumns, loadKeys, openCase, recordEvaluation, ruleHitConflict, type ReviewCase } from "./review-case";
import { sealComments } from "./sealed-comments";

type Rejection = Extract<RecordDecisionInput, { outcome: "rejected" }>;
type Verdict = { codes: string[]; comments: string[] };

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

async function writeDecision(ctx: ServiceContext, tx: Database, review: ReviewCase, outcome: "approved" | "rejected", verdict: Verdict): Promise<void> {
  const { id, version } = review.submission;
  const [decisionId, evaluationId] = [randomUUID(), randomUUID()];
  const reviewer = actorLabel(ctx.actor);

  await recordEvaluation(ctx, tx, review, evaluationId);
  await insertDecision(tx, {
    id: decisionId, projectId: ctx.projectId, submissionId: id, evaluationId, outcome, codes: verdict.codes,
    commentsSealed: sealComments(review.keys.submission, decisionId, verdict.comments), optionsVersion: review.policy.version,
    memberId: ctx.actor.kind === "member" ? ctx.actor.memberId : null,
    reviewer, reviewerName: ctx.actor.kind === "member" ? ctx.actor.name : reviewer, decidedAt: ctx.now,
  });
  await updateSubmission(tx, ctx.projectId, id, {
    ...correctedColumns(review), status: outcome, decisionId, reviewer, version: version + 1,
    updatedAt: ctx.now, kycResultAt: ctx.now, decidedAt: ctx.now, releasedAt: ctx.now,
  });
}

function auditRecords(review: ReviewCase, outcome: "approved" | "rejected", { codes, comments }: Verdict): AuditRecord[] {
  const subjectId = review.submission.id;
  const corrected = auditedChanges(review);
  const decided: AuditRecord = {
    action: outcome === "approved" ? "submission.approved" : "submission.rejected",
    subjectId,
    changes: [
      { field: "status", old: review.submission.status, new: outcome },
      ...(codes.length > 0
        ? [
            { field: "commentCode", old: null, new: JSON.stringify(codes) },
            { field: "comment", old: null, new: JSON.stringify(comments) },
          ]
        : []),
    ],
  };
  return corrected.length > 0 ? [{ action: "submission.corrected", subjectId, changes: corrected }, decided] : [decided];
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
    const review = await openCase(ctx, tx, keys, id, input.version, input.outcome === "rejected" ? input.fields : {});
    const verdict = input.outcome === "approved" ? approvalOf(review) : rejectionOf(review, input);
    await writeDecision(ctx, tx, review, input.outcome, verdict);
    await appendAudit(tx, ctx, review.keys.submission, auditRecords(review, input.outcome, verdict));
  });
  return getSubmission(ctx, id);
}
