import "server-only";
import { randomUUID } from "node:crypto";
import { updateSubmission } from "@/db/queries/submissions";
import type { CorrectFieldsInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { auditedChanges, correctedColumns, loadKeys, openCase, recordEvaluation, ruleHitConflict } from "./review-case";

/**
 * Saves corrections that hit no rule; the case stays pending. Values that change nothing write nothing.
 * @throws {ConflictError} rule_hit: the correction can only be saved with its rejection (`recordDecision`).
 */
export async function correctFields(ctx: ServiceContext, id: string, input: CorrectFieldsInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.correct");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.correct");
    const review = await openCase(ctx, tx, keys, id, input, input.fields);
    if (Object.keys(review.changes).length === 0) return;
    if (hitsOf(review.results).length > 0) throw ruleHitConflict(review.results);

    await recordEvaluation(ctx, tx, review, randomUUID());
    await updateSubmission(tx, ctx.projectId, id, { ...correctedColumns(review), version: review.submission.version + 1, updatedAt: ctx.now });
    await appendAudit(tx, ctx, review.keys.submission, [{ action: "submission.corrected", subjectId: id, changes: auditedChanges(review) }]);
  });
  return getSubmission(ctx, id);
}
