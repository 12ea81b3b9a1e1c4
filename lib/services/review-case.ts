import "server-only";
import type { Database } from "@/db";
import type { DecisionRow } from "@/db/schema/decisions";
import type { SubmissionRow } from "@/db/schema/submissions";
import { findDecision } from "@/db/queries/decisions";
import { insertEvaluation, lockSubmission, type LockedSubmission } from "@/db/queries/submissions";
import type { ConflictReason } from "@/lib/contracts/errors";
import type { CaseConflict, CaseSeen, Decision } from "@/lib/contracts/submissions";
import { BadInputError, ConflictError, NotFoundError, UnprocessableError } from "@/lib/errors";
import { todayIn, type CivilDate } from "@/lib/kyc/civil-date";
import { canonicalCountry } from "@/lib/kyc/country";
import type { Fields } from "@/lib/kyc/fields";
import { isIdType } from "@/lib/kyc/id-type";
import { effectiveOptions } from "@/lib/kyc/intake/custom-options";
import { parseChanges, type FieldChanges, type FieldError } from "@/lib/kyc/review/correction";
import { flagsAfter } from "@/lib/kyc/review/flags-after";
import type { SubmissionStatus } from "@/lib/kyc/review/transitions";
import { commentFor } from "@/lib/kyc/rules/codes";
import { evaluate, factsOf, hitsOf } from "@/lib/kyc/rules/evaluate";
import type { Facts, RuleResult } from "@/lib/kyc/rules/rule";
import { KeyMissingError, type ProjectKey, type SealingKey } from "@/lib/vault/vault";
import type { AuditChange } from "./audit-value";
import type { ServiceContext } from "./context";
import { isDuplicate } from "./find-identity";
import { holdLease } from "./hold-lease";
import { openComments } from "./sealed-comments";
import { matchHashes, openNumbers, sealNumbers, wholeLayer, type SealedNumbers } from "./sealed-numbers";

export interface CaseKeys {
  submission: SealingKey;
  project: ProjectKey;
}

/** A case that is locked, with what a correction would make of it. */
export interface ReviewCase extends LockedSubmission {
  keys: CaseKeys;
  today: CivilDate;
  numbers: SealedNumbers;
  current: Fields;
  changes: FieldChanges;
  final: Fields;
  facts: Facts;
  results: RuleResult[];
}

/** Keys are files: they are read before the transaction begins. Null for a case that was erased, or never was. */
export async function loadKeys(ctx: ServiceContext, id: string): Promise<CaseKeys | null> {
  const submissionKey = ctx.vault.submissionKey(ctx.projectId, id).catch((error: unknown) => {
    if (error instanceof KeyMissingError) return null;
    throw error;
  });
  const [submission, project] = await Promise.all([submissionKey, ctx.vault.projectKey(ctx.projectId)]);
  return submission === null ? null : { submission, project };
}

async function currentState(tx: Database, row: SubmissionRow, key: SealingKey | null): Promise<CaseConflict> {
  const decision = row.decisionId === null ? null : await findDecision(tx, row.projectId, row.decisionId);
  return { current: { status: row.status, version: row.version, decision: decision && decisionOf(decision, key) } };
}

function decisionOf(row: DecisionRow, key: SealingKey | null): Decision {
  const { id, outcome, codes, reviewer, reviewerName, optionsVersion } = row;
  return { id, outcome, codes, comments: openComments(key, id, row.commentsSealed), reviewer, reviewerName, optionsVersion, decidedAt: row.decidedAt.toISOString() };
}

/** Why a case that is not pending is not for the desk to change. */
const overtaken: Record<Exclude<SubmissionStatus, "pending">, { reason: ConflictReason; message: string }> = {
  incomplete: { reason: "not_pending", message: "The applicant has not finished this case: there is nothing to decide yet." },
  approved: { reason: "already_decided", message: "This case was decided already." },
  rejected: { reason: "already_decided", message: "This case was decided already." },
  deleted: { reason: "erased", message: "The personal data of this case was erased." },
};

/** @throws {ConflictError} already_decided, not_pending or erased, with what the case is now. */
export async function assertPending(tx: Database, row: SubmissionRow, keys: CaseKeys | null): Promise<CaseKeys> {
  if (row.status === "deleted") throw new ConflictError("erased", overtaken.deleted.message, await currentState(tx, row, null));
  if (keys === null) throw new KeyMissingError();
  if (row.status !== "pending") {
    const { reason, message } = overtaken[row.status];
    throw new ConflictError(reason, message, await currentState(tx, row, keys.submission));
  }
  return keys;
}

/**
 * Locks the case and checks that it is pending, held by the page that writes, and unchanged since it was seen; then works
 * out the final fields and what the rules say of them under the options in force, which `holdRights` keeps in force until
 * the commit.
 * @throws {NotFoundError} for a case that does not exist or is another project's.
 * @throws {ConflictError} already_decided, not_pending, erased or stale_version, with what the case is now; lease_lost, with
 * who holds it.
 */
export async function openCase(ctx: ServiceContext, tx: Database, loaded: CaseKeys | null, id: string, seen: CaseSeen, wanted: FieldChanges): Promise<ReviewCase> {
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw new NotFoundError("The submission");
  const { submission: row } = locked;
  const keys = await assertPending(tx, row, loaded);
  await holdLease(ctx, tx, id, seen.lease);
  if (row.version !== seen.version) throw new ConflictError("stale_version", "This case was changed meanwhile.", await currentState(tx, row, keys.submission));
  const review = await examineCase(ctx, tx, keys, locked, wanted);
  if ("errors" in review) throw refusedChanges(review.errors);
  return review;
}

/**
 * What a correction would make of a case that is locked, whatever its status: the final fields, and what the rules say of
 * them under the options in force and the submission's own. The faults of the correction when one of its values may not be.
 */
export async function examineCase(ctx: ServiceContext, tx: Database, keys: CaseKeys, locked: LockedSubmission, wanted: FieldChanges): Promise<ReviewCase | { errors: FieldError[] }> {
  const { submission, policy } = locked;
  const options = effectiveOptions(policy.options, submission.customOptions);
  const today = todayIn(options.timeZone, ctx.now);
  const numbers = openNumbers(keys.submission, submission.numbers);
  const { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate } = submission;
  const current: Fields = { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate, ...numbers.final };
  const parsed = parseChanges(wanted, current, today);
  if ("errors" in parsed) return parsed;

  const final = { ...current, ...parsed.fields };
  const duplicate = options.rejectDuplicateUser ? await isDuplicate(tx, ctx.projectId, keys.project, submission.id, final) : null;
  const facts = factsOf(final, duplicate);
  return { ...locked, keys, today, numbers, current, changes: parsed.fields, final, facts, results: evaluate(facts, options, today) };
}

function refusedChanges(fields: FieldError[]): UnprocessableError | BadInputError {
  if (fields.some((error) => error.code === "not_editable"))
    return new UnprocessableError("not_editable", "A name in this script may not be corrected; reject with id_info_dataMismatch instead.", { fields });
  return new BadInputError("Some fields cannot be saved.", fields);
}

/** 409 `rule_hit` with the codes and messages that a rejection would carry. */
export function ruleHitConflict(results: readonly RuleResult[]): ConflictError {
  const details: CaseConflict = { hits: hitsOf(results).map((hit) => commentFor(hit, "review")) };
  return new ConflictError("rule_hit", "A rule hits: this can only be saved with its rejection.", details);
}

/** Stores what the rules said, so that it can be replayed, and returns its id. */
export async function recordEvaluation(ctx: ServiceContext, tx: Database, review: ReviewCase, id: string): Promise<void> {
  await insertEvaluation(tx, {
    id,
    projectId: ctx.projectId,
    submissionId: review.submission.id,
    stage: "review",
    optionsVersion: review.policy.version,
    evaluatedOn: review.today,
    hits: hitsOf(review.results).map((hit) => hit.rule),
    trace: review.keys.submission.seal(JSON.stringify({ facts: review.facts, results: review.results }), "trace"),
    createdAt: ctx.now,
  });
}

function layersOf({ submission, numbers, final }: ReviewCase) {
  const { claimed, printed, mrz } = submission;
  return { claimed: wholeLayer(claimed, numbers.claimed), printed: wholeLayer(printed, numbers.printed), mrz: wholeLayer(mrz, numbers.mrz), final };
}

/** The columns that a correction changes. */
export function correctedColumns(review: ReviewCase): Partial<SubmissionRow> {
  if (Object.keys(review.changes).length === 0) return {};
  const { documentNumber, identityNumber, idType, ...plain } = review.final;
  return {
    ...plain,
    idType: isIdType(idType) ? idType : null,
    issuingCountryCanonical: plain.issuingCountry === null ? null : canonicalCountry(plain.issuingCountry),
    numbers: sealNumbers(review.keys.submission, { ...review.numbers, final: { documentNumber, identityNumber } }),
    ...matchHashes(review.keys.project, review.final),
    flags: flagsAfter(review.submission.flags, review.results, layersOf(review)),
  };
}

export function auditedChanges(review: ReviewCase): AuditChange[] {
  return Object.entries(review.changes).map(([field, value]) => ({ field, old: review.current[field as keyof Fields], new: value }));
}
