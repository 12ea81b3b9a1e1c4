import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { putBankAuthentication } from "@/db/queries/bank-authentications";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { PreStep2Answer, PreStep2Input } from "@/lib/contracts/v3/prestep2";
import type { Check, TransferFacts } from "@/lib/kyc/intake/checks";
import { isStepOver } from "@/lib/kyc/intake/clocks";
import { decidePreStep2, type PreStep2Decision } from "@/lib/kyc/intake/prestep2";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import { auditIntake, changedValues } from "./audit-intake";
import { createCheckRecord, engineDeadlineMs, type CheckRecord } from "./check-record";
import type { ApiContext } from "./context";
import { decideBySystem } from "./decide-by-system";
import { failedTry } from "./failed-try";
import { sealBankAuthentication } from "./sealed-bank";
import { assertAfterStep1, openStep2Case, step2Refusal, type Step2Case } from "./step2-case";
import { writeAttempt } from "./write-attempt";

/** A transfer that was answered. */
interface PreStep2Try {
  input: PreStep2Input;
  check: Check<TransferFacts>;
  decision: PreStep2Decision;
  record: CheckRecord;
}

type Retry = Extract<PreStep2Decision, { outcome: "retry" }>;

async function holdCase(ctx: ApiContext, tx: Database, { row }: Step2Case): Promise<SubmissionRow> {
  return assertAfterStep1((await lockSubmission(tx, ctx.projectId, row.id))?.submission ?? null);
}

/** What the transfer promised is sealed in its own row; the trace holds neither the code nor whose the account is. */
async function storeTry(ctx: ApiContext, tx: Database, { row, keys }: Step2Case, { input, check, decision, record }: PreStep2Try): Promise<void> {
  const { userName, bankCode, accountNumber } = input;
  await writeAttempt(tx, ctx, row.id, keys.submission, {
    id: randomUUID(), step: "prestep2", countsAsTry: decision.outcome === "retry" && decision.countsAsTry,
    retries: decision.outcome === "retry" ? [{ code: decision.retryCode, message: decision.message }] : [],
    outcomes: record.outcomes(), facts: { transfer: check.outcome === "ok" ? check.facts.outcome : check.outcome }, sent: { userName, bankCode, accountNumber },
  });
}

async function finishRetry(ctx: ApiContext, tx: Database, { keys, options, policyVersion, today }: Step2Case, row: SubmissionRow, { retryCode, message, countsAsTry }: Retry): Promise<PreStep2Answer> {
  const { retryCount, rejection } = failedTry(row.retryCount, countsAsTry);
  const columns = { retryCount, updatedAt: ctx.now };
  if (rejection === null) await updateSubmission(tx, ctx.projectId, row.id, { ...columns, version: row.version + 1 });
  else {
    const facts = factsOf(row);
    await decideBySystem(tx, ctx, {
      submission: row, key: keys.submission, outcome: "rejected", ...rejection, columns, facts, results: evaluate(facts, options, today), stage: "intake", policyVersion, today,
    });
  }
  const changes = changedValues({ retryCount: String(row.retryCount) }, { retryCount: String(retryCount), retryCode });
  await auditIntake(tx, ctx, keys.submission, { action: "submission.prestep2", subjectId: row.id, changes }, rejection && { outcome: "rejected", ...rejection });
  const failed = { statusCode: 200, message, retryCode, success: false, retryCount } as const;
  if (rejection === null) return failed;
  return { submissionId: row.id, ...failed, retry: [{ retryCode, retryMsg: message }], kycStatus: "rejected", comment: rejection.comments, commentCode: rejection.codes };
}

async function storePreStep2(ctx: ApiContext, tx: Database, step: Step2Case, attempt: PreStep2Try): Promise<PreStep2Answer> {
  const row = await holdCase(ctx, tx, step);
  await storeTry(ctx, tx, step, attempt);
  const { decision, input } = attempt;
  if (decision.outcome === "retry") return finishRetry(ctx, tx, step, row, decision);

  const key = step.keys.submission;
  const sealed = sealBankAuthentication(key, { userName: input.userName, code: decision.code, holderName: decision.holderName });
  await putBankAuthentication(tx, { submissionId: row.id, projectId: ctx.projectId, sealed, requestedAt: ctx.now });
  await updateSubmission(tx, ctx.projectId, row.id, { version: row.version + 1, updatedAt: ctx.now });
  await auditIntake(tx, ctx, key, { action: "submission.prestep2", subjectId: row.id, changes: [{ field: "bankAuthentication", old: null, new: "sent" }] }, null);
  return { statusCode: 200, message: "success", success: true };
}

/**
 * PreStep2: one won is sent to the applicant's account, under a code that Step 2 asks for. A transfer that the bank refuses
 * is a failed try; one that could not be made counts for nothing.
 * @throws {ApiRefusal} no_submission, invalid_submission_id; exceeded_72hour_limit; invalid_bank_authentication while the
 * project does not check accounts: nothing is sent then.
 */
export async function submitPreStep2(ctx: ApiContext, input: PreStep2Input): Promise<PreStep2Answer> {
  const step = await openStep2Case(ctx, ctx.db, input.submissionId);
  if (isStepOver(step.row.stepClockAt ?? step.row.createdAt, ctx.now)) throw step2Refusal("exceeded_72hour_limit");
  if (!step.options.bankAuthentication) throw step2Refusal("invalid_bank_authentication");

  const record = createCheckRecord();
  const { bankCode, accountNumber, userName } = input;
  const check = await record.take("bank_transfer", ctx.engines.transferOneWon({ bankCode, accountNumber, userName }, AbortSignal.timeout(engineDeadlineMs)));
  const attempt: PreStep2Try = { input, check, decision: decidePreStep2(check), record };
  return ctx.db.transaction((tx) => storePreStep2(ctx, tx, step, attempt));
}
