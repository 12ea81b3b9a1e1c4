import "server-only";
import type { Database } from "@/db";
import { insertImages, listCurrentImages, supersedeImages } from "@/db/queries/images";
import { endResubmission } from "@/db/queries/resubmissions";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import type { Step2Answer } from "@/lib/contracts/v3/step2";
import type { SelfieDecision } from "@/lib/kyc/intake/selfie-again";
import type { Step2Checks } from "@/lib/kyc/intake/step2";
import { flagsAfterAnswer } from "@/lib/kyc/review/resubmission";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import { appendAudit, type AuditRecord } from "./append-audit";
import { auditIntake, changedValues } from "./audit-intake";
import type { CheckRecord } from "./check-record";
import type { ApiContext } from "./context";
import { decideBySystem, type Evaluated } from "./decide-by-system";
import { failedTry, type Rejection } from "./failed-try";
import { returnCase } from "./return-case";
import { assertAskedAgain, step2Refusal, type Step2Case } from "./step2-case";
import type { NewImage } from "./store-image";
import { answeredRecord } from "./store-id-again";
import { writeAttempt } from "./write-attempt";

/** A selfie or a proof of address that came again, and that no error ended. */
export interface Answer {
  id: string;
  kind: "selfieImage" | "addressImage";
  sent: Record<string, string>;
  /** Null of a proof of address, which no engine looks at. */
  checks: Step2Checks | null;
  record: CheckRecord;
  decision: Exclude<SelfieDecision, { outcome: "error" }>;
  images: readonly NewImage[];
}

/**
 * Holds the case, as it was when the engines were asked.
 * @throws {ApiRefusal} invalid_submission_id when another request or the desk changed it meanwhile.
 */
async function holdCase(ctx: ApiContext, tx: Database, { row }: Step2Case): Promise<void> {
  const { version } = assertAskedAgain((await lockSubmission(tx, ctx.projectId, row.id))?.submission ?? null);
  if (version !== row.version) throw step2Refusal("invalid_submission_id");
}

async function reject(ctx: ApiContext, tx: Database, { row, keys, options, policyVersion, today }: Step2Case, rejection: Rejection, retryCount: number): Promise<void> {
  const facts = factsOf(row);
  const evaluated: Evaluated = { facts, results: evaluate(facts, options, today), stage: "intake", policyVersion, today };
  await decideBySystem(tx, ctx, { submission: row, key: keys.submission, outcome: "rejected", ...rejection, columns: { retryCount, resubmissionKind: null }, ...evaluated });
  await endResubmission(tx, ctx.projectId, row.id, { answeredAt: ctx.now });
}

/** A failed try counts on and changes nothing else; its picture is kept beside the current one, and never was it. */
async function storeFailure(ctx: ApiContext, tx: Database, step: Step2Case, { decision, images }: Answer, record: AuditRecord): Promise<Step2Answer> {
  if (decision.outcome !== "retry") throw new Error("Only a failed try is stored as one.");
  const { row, keys } = step;
  const { retries, countsAsTry, faceSimilarityScore, livenessScore } = decision;
  const { retryCount, rejection } = failedTry(row.retryCount, countsAsTry);
  await insertImages(tx, images.map((image) => ({ ...image, supersededAt: ctx.now })));
  if (rejection === null) await updateSubmission(tx, ctx.projectId, row.id, { retryCount, version: row.version + 1, updatedAt: ctx.now });
  else await reject(ctx, tx, step, rejection, retryCount);

  const answer: Step2Answer =
    rejection === null
      ? { retry: retries.map(({ code, message }) => ({ retryCode: code, retryMsg: message })), kycStatus: "incomplete", retryCount }
      : { verificationResult: "success", faceSimilarityScore, livenessScore, kycStatus: "rejected", retryCount };
  await ctx.claim?.save(tx, { submissionId: row.id, key: keys.submission }, answer);
  const changes = changedValues({ retryCount: String(row.retryCount) }, { retryCount: String(retryCount), retryCode: retries.map(({ code }) => code).join(", ") });
  await auditIntake(tx, ctx, keys.submission, { ...record, changes }, rejection && { outcome: "rejected", ...rejection });
  return answer;
}

/** Stores what came again in the caller's transaction: the case waits again, or is rejected for a face that was approved before. */
export async function storeAnswer(ctx: ApiContext, tx: Database, step: Step2Case, answer: Answer): Promise<Step2Answer> {
  await holdCase(ctx, tx, step);
  const { row, keys } = step;
  const { kind, decision, images } = answer;
  const isRetry = decision.outcome === "retry";
  const { faceSimilarityScore, livenessScore } = decision;
  await writeAttempt(tx, ctx, row.id, keys.submission, {
    id: answer.id, step: "step2", countsAsTry: isRetry && decision.countsAsTry, retries: isRetry ? decision.retries : [], faceSimilarityScore, livenessScore,
    outcomes: answer.record.outcomes(), facts: answer.checks, sent: answer.sent,
  });
  const record: AuditRecord = { action: "submission.step2", subjectId: row.id, changes: [] };
  if (isRetry) return storeFailure(ctx, tx, step, answer, record);

  const before = await listCurrentImages(tx, ctx.projectId, row.id);
  await supersedeImages(tx, ctx.projectId, row.id, ctx.now, [kind]);
  await insertImages(tx, images);
  const wire: Step2Answer = { verificationResult: "success", faceSimilarityScore, livenessScore, kycStatus: decision.outcome, retryCount: row.retryCount };
  await ctx.claim?.save(tx, { submissionId: row.id, key: keys.submission }, wire);
  if (decision.outcome === "rejected") {
    const { codes, comments } = decision;
    await reject(ctx, tx, step, { codes, comments }, row.retryCount);
    await auditIntake(tx, ctx, keys.submission, record, { outcome: "rejected", codes, comments });
    return wire;
  }
  await returnCase(tx, ctx, { submission: row, options: step.options, flags: flagsAfterAnswer(row.flags, kind, decision.found), isAnswered: true });
  await appendAudit(tx, ctx, keys.submission, [record, answeredRecord(row.id, kind, before, images)]);
  return wire;
}
