import "server-only";
import type { Database } from "@/db";
import { insertImages, supersedeImages } from "@/db/queries/images";
import { hasOpenCase, lockDuplicates } from "@/db/queries/intake";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { Step2Answer, Step2Input } from "@/lib/contracts/v3/step2";
import { stepRefusal } from "@/lib/errors";
import { canonicalCountry } from "@/lib/kyc/country";
import { isIdType } from "@/lib/kyc/id-type";
import { decideStep2, finalOf, type BankFacts, type Step2Checks, type Step2Decision } from "@/lib/kyc/intake/step2";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import { auditIntake, changedValues, type StepVerdict } from "./audit-intake";
import type { CheckRecord } from "./check-record";
import type { ApiContext } from "./context";
import { decideBySystem, storeEvaluation, type Evaluated } from "./decide-by-system";
import { enqueueCase } from "./enqueue-case";
import { failedTry } from "./failed-try";
import { isDuplicate } from "./find-identity";
import { matchHashes, openNumbers, sealNumbers } from "./sealed-numbers";
import { splitFields } from "./split-fields";
import { assertAfterStep1, refusePeriods, step2Refusal, type Step2Case } from "./step2-case";
import type { NewImage } from "./store-image";
import { writeAttempt } from "./write-attempt";

/** A try of Step 2 that no error ended. */
export interface Step2Try {
  id: string;
  input: Step2Input;
  sent: Record<string, string>;
  checks: Step2Checks;
  record: CheckRecord;
  bank: BankFacts | null;
  hasAddressImage: boolean;
}

type Retry = Extract<Step2Decision, { outcome: "retry" }>;
type Outcome = Exclude<Step2Decision, { outcome: "retry" | "error" }>;

/** Pure; the look-up for duplicates is its caller's. Errors and retries do not depend on it. */
export function decideTry({ row, options, today, printed, mrz }: Step2Case, attempt: Step2Try, duplicateOfApproved: boolean | null): Step2Decision {
  const { checks, input, bank, hasAddressImage } = attempt;
  return decideStep2(checks, { options, today, claimed: input.claimed, printed, mrz, flags: row.flags, bank, hasAddressImage, duplicateOfApproved });
}

/**
 * Holds the submission, as it was when the engines were asked.
 * @throws {ApiRefusal} invalid_submission_id when another request changed it meanwhile: of two Step 2 at once one wins.
 */
async function holdCase(ctx: ApiContext, tx: Database, { row }: Step2Case): Promise<void> {
  const locked = await lockSubmission(tx, ctx.projectId, row.id);
  const { version } = assertAfterStep1(locked?.submission ?? null);
  if (version !== row.version) throw step2Refusal("invalid_submission_id");
}

function columnsOf(ctx: ApiContext, { row, keys, policyVersion }: Step2Case, { input }: Step2Try, { final, flags }: Outcome) {
  const [whole, claimed] = [splitFields(final), splitFields(input.claimed)];
  return {
    ...whole.plain, idType: isIdType(final.idType) ? final.idType : null, issuingCountryCanonical: final.issuingCountry === null ? null : canonicalCountry(final.issuingCountry),
    claimed: claimed.plain, numbers: sealNumbers(keys.submission, { ...openNumbers(keys.submission, row.numbers), final: whole.numbers, claimed: claimed.numbers }),
    ...matchHashes(keys.project, final), flags, address: Object.keys(input.address).length === 0 ? null : input.address, optionsVersion: policyVersion, updatedAt: ctx.now,
  } satisfies Partial<SubmissionRow>;
}

async function storeTry(ctx: ApiContext, tx: Database, { row, keys }: Step2Case, attempt: Step2Try, decision: Retry | Outcome, images: readonly NewImage[]): Promise<void> {
  await supersedeImages(tx, ctx.projectId, row.id, ctx.now, images.map(({ kind }) => kind));
  await insertImages(tx, images);
  const isRetry = decision.outcome === "retry";
  const { faceSimilarityScore, livenessScore } = decision;
  await writeAttempt(tx, ctx, row.id, keys.submission, {
    id: attempt.id, step: "step2", countsAsTry: isRetry && decision.countsAsTry, retries: isRetry ? decision.retries : [], faceSimilarityScore, livenessScore,
    outcomes: attempt.record.outcomes(), facts: attempt.checks, sent: attempt.sent,
  });
}

async function finishRetry(ctx: ApiContext, tx: Database, step: Step2Case, attempt: Step2Try, { retries, countsAsTry, faceSimilarityScore, livenessScore }: Retry): Promise<Step2Answer> {
  const { row, keys, options, policyVersion, today, printed, mrz } = step;
  const { retryCount, rejection } = failedTry(row.retryCount, countsAsTry);
  const columns = { retryCount, updatedAt: ctx.now };
  if (rejection === null) await updateSubmission(tx, ctx.projectId, row.id, { ...columns, version: row.version + 1 });
  else {
    const facts = factsOf(finalOf({ claimed: attempt.input.claimed, printed, mrz }));
    const evaluated: Evaluated = { facts, results: evaluate(facts, options, today), stage: "intake", policyVersion, today };
    await decideBySystem(tx, ctx, { submission: row, key: keys.submission, outcome: "rejected", ...rejection, columns, ...evaluated });
  }

  const retry = retries.map(({ code, message }) => ({ retryCode: code, retryMsg: message }));
  const answer: Step2Answer =
    rejection === null
      ? { retry, kycStatus: "incomplete", retryCount }
      : { submissionId: row.id, verificationResult: "success", faceSimilarityScore, livenessScore, retry, kycStatus: "rejected", retryCount, comment: rejection.comments, commentCode: rejection.codes };
  await ctx.claim?.save(tx, { submissionId: row.id, key: keys.submission }, answer);
  const changes = changedValues({ retryCount: String(row.retryCount) }, { retryCount: String(retryCount), retryCode: retries.map(({ code }) => code).join(", ") });
  await auditIntake(tx, ctx, keys.submission, { action: "submission.step2", subjectId: row.id, changes }, rejection && { outcome: "rejected", ...rejection });
  return answer;
}

async function finishOutcome(ctx: ApiContext, tx: Database, step: Step2Case, attempt: Step2Try, decision: Outcome): Promise<Step2Answer> {
  const { row, keys, policyVersion, today } = step;
  const { outcome, results, facts, faceSimilarityScore, livenessScore } = decision;
  const columns = columnsOf(ctx, step, attempt, decision);
  const evaluated: Evaluated = { results, facts, stage: "intake", policyVersion, today };
  const { codes, comments } = outcome === "rejected" ? decision : { codes: [], comments: [] };
  const verdict: StepVerdict | null = outcome === "pending" ? null : { outcome, codes, comments };

  if (outcome === "pending") {
    // A case of the e-mail that is with its applicant again comes back.
    if (await hasOpenCase(tx, ctx.projectId, row.email ?? "", row.id)) throw stepRefusal(stepMessage("step1", "reviewing", { email: row.email ?? "" }));
    await storeEvaluation(tx, ctx, row.id, keys.submission, evaluated);
    await updateSubmission(tx, ctx.projectId, row.id, { ...columns, status: "pending", pendingAt: ctx.now, version: row.version + 1 });
    await enqueueCase(tx, ctx, { id: row.id, flags: columns.flags }, step.options);
  } else await decideBySystem(tx, ctx, { submission: row, key: keys.submission, outcome, codes, comments, columns, ...evaluated });

  const answer: Step2Answer = { verificationResult: "success", faceSimilarityScore, livenessScore, kycStatus: outcome, retryCount: row.retryCount };
  await ctx.claim?.save(tx, { submissionId: row.id, key: keys.submission }, answer);
  const known = { ...splitFields(finalOf({ claimed: null, printed: step.printed, mrz: step.mrz })).plain, ...openNumbers(keys.submission, row.numbers).final };
  const addressText = columns.address === null ? null : JSON.stringify(columns.address);
  const changes = [
    ...(verdict === null ? [{ field: "status", old: row.status, new: outcome }] : []),
    ...changedValues({ ...known, issuingCountry: row.issuingCountry, idType: row.idType }, { ...decision.final, address: addressText }),
  ];
  await auditIntake(tx, ctx, keys.submission, { action: "submission.step2", subjectId: row.id, changes }, verdict);
  return answer;
}

/**
 * Stores a try of Step 2 in the caller's transaction. Duplicates and the periods are looked at here, one Step 2 of the
 * project after the other, so that of two that are one person's the second sees the first.
 */
export async function storeStep2(ctx: ApiContext, tx: Database, step: Step2Case, attempt: Step2Try, images: readonly NewImage[]): Promise<Step2Answer> {
  const { row, keys, options, printed, mrz } = step;
  const { claimed } = attempt.input;
  await holdCase(ctx, tx, step);
  if (options.rejectDuplicateUser || options.approvedPeriodDays > 0) await lockDuplicates(tx, ctx.projectId);
  await refusePeriods(ctx, tx, step, claimed);
  const duplicate = options.rejectDuplicateUser ? await isDuplicate(tx, ctx.projectId, keys.project, row.id, finalOf({ claimed, printed, mrz })) : null;

  const decision = decideTry(step, attempt, duplicate);
  if (decision.outcome === "error") throw stepRefusal(decision.error);
  await storeTry(ctx, tx, step, attempt, decision, images);
  return decision.outcome === "retry" ? finishRetry(ctx, tx, step, attempt, decision) : finishOutcome(ctx, tx, step, attempt, decision);
}
