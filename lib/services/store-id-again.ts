import "server-only";
import type { Database } from "@/db";
import { insertImages, listCurrentImages, supersedeImages } from "@/db/queries/images";
import { endResubmission } from "@/db/queries/resubmissions";
import { updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { Step1Answer } from "@/lib/contracts/v3/step1";
import { canonicalCountry } from "@/lib/kyc/country";
import type { Fields } from "@/lib/kyc/fields";
import type { Flag } from "@/lib/kyc/flags";
import { isIdType } from "@/lib/kyc/id-type";
import type { Layers } from "@/lib/kyc/review/compare";
import { finalAfterAnswer } from "@/lib/kyc/review/final-after-answer";
import { flagsAfter } from "@/lib/kyc/review/flags-after";
import { flagsAfterAnswer } from "@/lib/kyc/review/resubmission";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import { appendAudit, type AuditRecord } from "./append-audit";
import { auditIntake, changedValues } from "./audit-intake";
import type { ApiContext } from "./context";
import { decideBySystem, storeEvaluation, type Evaluated } from "./decide-by-system";
import { failedTry, type Rejection } from "./failed-try";
import { returnCase } from "./return-case";
import type { CaseKeys } from "./review-case";
import { sealOcrRaw } from "./sealed-intake";
import { matchHashes, openNumbers, sealNumbers, wholeLayer } from "./sealed-numbers";
import { splitFields } from "./split-fields";
import { answerOf, beforeOf, readingOf, rejectionOf, type Step1Slot, type Step1Try } from "./step1-try";
import type { NewImage } from "./store-image";
import { writeAttempt } from "./write-attempt";

function layersOf({ claimed, printed, mrz, ...row }: SubmissionRow, { submission }: CaseKeys): Layers {
  const numbers = openNumbers(submission, row.numbers);
  const { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate } = row;
  const final = { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate, ...numbers.final };
  return { claimed: wholeLayer(claimed, numbers.claimed), printed: wholeLayer(printed, numbers.printed), mrz: wholeLayer(mrz, numbers.mrz), final };
}

/** The layers once the new document was read; country and type are what the applicant says of it now. */
function layersAfter(attempt: Step1Try, before: Layers): Layers {
  const { printed, mrz, idType } = readingOf(attempt);
  const claimed = before.claimed && { ...before.claimed, issuingCountry: attempt.input.issuingCountry, idType: idType ?? before.claimed.idType };
  return { claimed, printed, mrz, final: finalAfterAnswer(before, { claimed, printed, mrz }) };
}

interface Reread {
  layers: Layers;
  columns: Partial<SubmissionRow> & { flags: Flag[] };
  evaluated: Evaluated;
}

/** What the new document makes of the case. The faces were compared with the one before: that check has not been run on this one. */
function rereadOf(attempt: Step1Try, current: SubmissionRow, keys: CaseKeys, hasSelfie: boolean): Reread {
  const { options, today, policyVersion, record } = attempt;
  const layers = layersAfter(attempt, layersOf(current, keys));
  const { claimed, printed, mrz, final } = layers;
  const facts = factsOf(final);
  const results = evaluate(facts, options, today);
  const found: Flag[] = [...readingOf(attempt).flags, ...(hasSelfie ? (["not_run:face_match"] as const) : [])];
  const [whole, ...split] = [final, claimed, printed, mrz].map((layer) => (layer === null ? null : splitFields(layer)));
  const [ownClaim = null, print = null, zone = null] = split;
  const columns = {
    ...whole?.plain, idType: isIdType(final.idType) ? final.idType : null, issuingCountryCanonical: final.issuingCountry === null ? null : canonicalCountry(final.issuingCountry),
    claimed: ownClaim?.plain ?? null, printed: print?.plain ?? null, mrz: zone?.plain ?? null,
    numbers: sealNumbers(keys.submission, { final: splitFields(final).numbers, claimed: ownClaim?.numbers ?? null, printed: print?.numbers ?? null, mrz: zone?.numbers ?? null }),
    ...matchHashes(keys.project, final), flags: flagsAfter(flagsAfterAnswer(current.flags, "idImage", found), results, layers),
    ocrRaw: sealOcrRaw(keys.submission, record.raw()), optionsVersion: policyVersion,
  };
  return { layers, columns, evaluated: { facts, results, stage: "intake", policyVersion, today } };
}

async function rejectAgain(ctx: ApiContext, tx: Database, slot: Step1Slot, current: SubmissionRow, rejection: Rejection, evaluated: Evaluated, columns: Partial<SubmissionRow>): Promise<void> {
  await decideBySystem(tx, ctx, { submission: current, key: slot.keys.submission, outcome: "rejected", ...rejection, columns: { ...columns, resubmissionKind: null }, ...evaluated });
  await endResubmission(tx, ctx.projectId, current.id, { answeredAt: ctx.now });
}

/** A picture that failed is kept beside the current one, and never was it. */
const asFailed = (ctx: ApiContext, images: readonly NewImage[]) => images.map((image) => ({ ...image, supersededAt: ctx.now }));

async function storeFailure(ctx: ApiContext, tx: Database, slot: Step1Slot, attempt: Step1Try, current: SubmissionRow): Promise<{ final: Fields; retryCount: number; rejection: Rejection | null }> {
  const { final } = layersOf(current, slot.keys);
  const { retryCount, rejection } = failedTry(current.retryCount);
  await insertImages(tx, asFailed(ctx, slot.images));
  if (rejection === null) await updateSubmission(tx, ctx.projectId, current.id, { retryCount, version: current.version + 1, updatedAt: ctx.now });
  else {
    const facts = factsOf(final);
    const evaluated: Evaluated = { facts, results: evaluate(facts, attempt.options, attempt.today), stage: "intake", policyVersion: attempt.policyVersion, today: attempt.today };
    await rejectAgain(ctx, tx, slot, current, rejection, evaluated, { retryCount });
  }
  return { final, retryCount, rejection };
}

/**
 * Stores a try of Step 1 on a case whose applicant was asked for the image of the ID again; the caller holds it. What
 * passes waits again without a Step 2; what fails counts on, and changes nothing else of the case.
 */
export async function storeIdAgain(ctx: ApiContext, tx: Database, slot: Step1Slot, attempt: Step1Try, current: SubmissionRow): Promise<Step1Answer> {
  const { id } = current;
  const { keys, images } = slot;
  const { decision } = attempt;
  const retries = decision.outcome === "retry" ? decision.retries : [];
  await writeAttempt(tx, ctx, id, keys.submission, {
    id: attempt.id, step: "step1", countsAsTry: retries.length > 0, retries, outcomes: attempt.record.outcomes(), facts: attempt.checks, sent: { ...attempt.input },
  });
  const recordOf = (after: Record<string, string | null>): AuditRecord => ({ action: "submission.step1", subjectId: id, changes: changedValues(beforeOf(keys, current), after) });

  if (decision.outcome === "retry") {
    const { final, retryCount, rejection } = await storeFailure(ctx, tx, slot, attempt, current);
    const answer = answerOf(id, attempt, final, retryCount, rejection);
    await ctx.claim?.save(tx, { submissionId: id, key: keys.submission }, answer);
    const record = recordOf({ retryCount: String(retryCount), retryCode: retries.map(({ code }) => code).join(", ") });
    await auditIntake(tx, ctx, keys.submission, record, rejection && { outcome: "rejected", ...rejection });
    return answer;
  }

  const before = await listCurrentImages(tx, ctx.projectId, id);
  const { layers, columns, evaluated } = rereadOf(attempt, current, keys, before.some(({ kind }) => kind === "selfieImage"));
  await supersedeImages(tx, ctx.projectId, id, ctx.now, images.map(({ kind }) => kind));
  await insertImages(tx, images);
  const rejection = rejectionOf(attempt);
  const { ocr, idType } = readingOf(attempt);
  const answer = answerOf(id, attempt, { ...ocr, issuingCountry: attempt.input.issuingCountry, idType }, current.retryCount, rejection, "pending");
  await ctx.claim?.save(tx, { submissionId: id, key: keys.submission }, answer);
  const record = recordOf({ ...layers.final });
  if (rejection !== null) {
    await rejectAgain(ctx, tx, slot, current, rejection, evaluated, columns);
    await auditIntake(tx, ctx, keys.submission, record, { outcome: "rejected", ...rejection });
    return answer;
  }
  await storeEvaluation(tx, ctx, id, keys.submission, evaluated);
  await returnCase(tx, ctx, { submission: current, options: attempt.options, flags: columns.flags, columns, isAnswered: true });
  await appendAudit(tx, ctx, keys.submission, [record, answeredRecord(id, "idImage", before, images)]);
  return answer;
}

/** The applicant's answer, by the SHA-256 of the pictures. */
export function answeredRecord(subjectId: string, kind: string, before: readonly { kind: string; sha256: Buffer }[], images: readonly NewImage[]): AuditRecord {
  const hashOf = (name: string) => before.find((image) => image.kind === name)?.sha256.toString("hex") ?? null;
  return {
    action: "submission.resubmission_answered",
    subjectId,
    changes: [
      { field: "status", old: "incomplete", new: "pending" },
      { field: "resubmissionKind", old: kind, new: null },
      ...images.map((image) => ({ field: image.kind, old: hashOf(image.kind), new: image.sha256.toString("hex") })),
    ],
  };
}
