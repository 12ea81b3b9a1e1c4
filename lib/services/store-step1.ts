import "server-only";
import type { Database } from "@/db";
import { insertAttempt } from "@/db/queries/attempts";
import { insertFirstTry, type FirstTry } from "@/db/queries/first-try";
import { insertImages, supersedeImages } from "@/db/queries/images";
import { lockEmail } from "@/db/queries/intake";
import { insertEvaluation, lockSubmission, updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { Step1Answer } from "@/lib/contracts/v3/step1";
import { canonicalCountry } from "@/lib/kyc/country";
import type { Fields } from "@/lib/kyc/fields";
import { isIdType } from "@/lib/kyc/id-type";
import { flagsAfter } from "@/lib/kyc/review/flags-after";
import { auditIntake, changedValues } from "./audit-intake";
import type { ApiContext } from "./context";
import { decideBySystem, evaluationRow, type Evaluated } from "./decide-by-system";
import { failedTry } from "./failed-try";
import type { CaseKeys } from "./review-case";
import { sealOcrRaw } from "./sealed-intake";
import { matchHashes, sealNumbers } from "./sealed-numbers";
import { splitFields } from "./split-fields";
import { customOptionsOf, findTarget, refuseKnown, standingOf, wrongSubmissionId } from "./step1-target";
import { answerOf, beforeOf, readingOf, rejectionOf, type Step1Slot, type Step1Try } from "./step1-try";
import { storeIdAgain } from "./store-id-again";
import { attemptRow } from "./write-attempt";

function columnsOf(ctx: ApiContext, keys: CaseKeys, current: SubmissionRow | null, attempt: Step1Try, final: Fields, retryCount: number) {
  const { input, decision, record, policyVersion } = attempt;
  const reading = readingOf(attempt);
  const [printed, mrz] = [reading.printed, reading.mrz].map((layer) => (layer === null ? null : splitFields(layer)));
  const { plain, numbers } = splitFields(final);
  const isRejected = decision.outcome === "rejected";
  return {
    email: input.email, userid: input.userid ?? current?.userid ?? null,
    customFields: input.customFields.map((value, index) => value ?? current?.customFields?.[index] ?? null),
    customOptions: customOptionsOf(current, input), ipAddress: ctx.ipAddress ?? current?.ipAddress ?? null,
    ...plain, idType: isIdType(plain.idType) ? plain.idType : null, issuingCountryCanonical: canonicalCountry(input.issuingCountry),
    claimed: null, printed: printed?.plain ?? null, mrz: mrz?.plain ?? null,
    numbers: sealNumbers(keys.submission, { final: numbers, claimed: null, printed: printed?.numbers ?? null, mrz: mrz?.numbers ?? null }),
    ...matchHashes(keys.project, final),
    flags: isRejected ? flagsAfter(reading.flags, reading.results, { claimed: null, printed: reading.printed, mrz: reading.mrz, final }) : reading.flags,
    ocrRaw: sealOcrRaw(keys.submission, record.raw()), retryCount, optionsVersion: policyVersion,
    step1PassedAt: decision.outcome === "success" ? ctx.now : null, updatedAt: ctx.now,
  } satisfies Partial<SubmissionRow>;
}

/** The submission, held, as it is now; `null` for a new one, `"moved"` when another try changed meanwhile what this one goes on with. */
async function holdTarget(ctx: ApiContext, tx: Database, slot: Step1Slot, { input, options }: Step1Try): Promise<SubmissionRow | null | "moved"> {
  await lockEmail(tx, ctx.projectId, input.email);
  if (!slot.isNew) await lockSubmission(tx, ctx.projectId, slot.submissionId);
  const standing = await standingOf(ctx, tx, options, input);
  refuseKnown(standing, options, input.email);
  const target = await findTarget(ctx, tx, input, standing);
  if (input.submissionId !== null && target === null) throw wrongSubmissionId();
  return (target?.id ?? null) === (slot.isNew ? null : slot.submissionId) ? target : "moved";
}

async function insertAnotherTry(tx: Database, { projectId, now }: ApiContext, { images, attempt, evaluation }: Omit<FirstTry, "submission">): Promise<void> {
  await supersedeImages(tx, projectId, attempt.submissionId, now, ["idImage", "idBackImage"]);
  await insertImages(tx, images);
  await insertAttempt(tx, attempt);
  if (evaluation !== null) await insertEvaluation(tx, evaluation);
}

/**
 * Stores a try of Step 1 in the caller's transaction: the submission, its images, the try, what the rules said, a rejection,
 * the audit entries, and the answer under its `Idempotency-Key`.
 */
export async function storeStep1(ctx: ApiContext, tx: Database, slot: Step1Slot, attempt: Step1Try): Promise<Step1Answer | "moved"> {
  const current = await holdTarget(ctx, tx, slot, attempt);
  if (current === "moved") return current;
  if (current?.resubmissionKind === "idImage") return storeIdAgain(ctx, tx, slot, attempt, current);

  const { submissionId: id, keys, images } = slot;
  const { decision, input, policyVersion, today } = attempt;
  const reading = readingOf(attempt);
  const final: Fields = { ...reading.ocr, issuingCountry: input.issuingCountry, idType: reading.idType };
  const tries = decision.outcome === "retry" ? failedTry(current?.retryCount ?? 0) : { retryCount: current?.retryCount ?? 0, rejection: rejectionOf(attempt) };
  const columns = columnsOf(ctx, keys, current, attempt, final, tries.retryCount);
  const retries = decision.outcome === "retry" ? decision.retries : [];

  const evaluated: Evaluated = { results: reading.results, facts: reading.facts, stage: "intake", policyVersion, today };
  const version = current?.version ?? 1;
  const rows = {
    images,
    attempt: attemptRow(ctx, id, keys.submission, {
      id: attempt.id, step: "step1", countsAsTry: retries.length > 0, retries, outcomes: attempt.record.outcomes(), facts: attempt.checks, sent: { ...input },
    }),
    evaluation: decision.outcome === "success" ? evaluationRow(ctx, id, keys.submission, evaluated) : null,
  };
  if (current === null)
    await insertFirstTry(tx, { submission: { id, projectId: ctx.projectId, source: "api", status: "incomplete", createdAt: ctx.now, stepClockAt: ctx.now, ...columns }, ...rows });
  else {
    await insertAnotherTry(tx, ctx, rows);
    if (tries.rejection === null) await updateSubmission(tx, ctx.projectId, id, { ...columns, version: version + 1 });
  }
  if (tries.rejection !== null)
    await decideBySystem(tx, ctx, { submission: { id, version }, key: keys.submission, outcome: "rejected", ...tries.rejection, columns, ...evaluated });

  const answer = answerOf(id, attempt, final, tries.retryCount, tries.rejection);
  await ctx.claim?.save(tx, { submissionId: id, key: keys.submission }, answer);
  const after = { email: columns.email, userid: columns.userid, ...final, retryCount: String(tries.retryCount), retryCode: retries.length === 0 ? null : retries.map(({ code }) => code).join(", ") };
  const record = { action: "submission.step1", subjectId: id, changes: changedValues(beforeOf(keys, current), after) } as const;
  await auditIntake(tx, ctx, keys.submission, record, tries.rejection && { outcome: "rejected", ...tries.rejection });
  return answer;
}
