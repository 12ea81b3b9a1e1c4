import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertDecision, updateSubmission } from "@/db/queries/submissions";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import { appendAudit, type AuditRecord } from "./append-audit";
import { actorLabel, type ServiceContext } from "./context";
import { decisionRecord } from "./decide-by-system";
import { auditedChanges, correctedColumns, recordEvaluation, type ReviewCase } from "./review-case";
import { sealComments } from "./sealed-comments";

/** Codes of a rejection and what the applicant reads for each; none of an approval. */
export interface Verdict {
  codes: string[];
  comments: string[];
}

function auditRecords(review: ReviewCase, outcome: DecidedStatus, { codes, comments }: Verdict, correction: AuditRecord["action"]): AuditRecord[] {
  const subjectId = review.submission.id;
  const corrected = auditedChanges(review);
  const decided = decisionRecord(subjectId, review.submission.status, outcome, codes, comments);
  return corrected.length > 0 ? [{ action: correction, subjectId, changes: corrected }, decided] : [decided];
}

/**
 * Writes the decision of a case that is locked and examined: its correction, what the rules said, the decision and their
 * audit entries. The outside is told at once. `correction` names the entry of the corrected fields.
 */
export async function decideCase(
  ctx: ServiceContext, tx: Database, review: ReviewCase, outcome: DecidedStatus, verdict: Verdict, correction: AuditRecord["action"] = "submission.corrected",
): Promise<void> {
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
    ...correctedColumns(review), status: outcome, decisionId, reviewer, version: version + 1, optionsVersion: review.policy.version,
    updatedAt: ctx.now, kycResultAt: ctx.now, decidedAt: ctx.now, releasedAt: ctx.now,
  });
  await appendAudit(tx, ctx, review.keys.submission, auditRecords(review, outcome, verdict, correction));
}
