import "server-only";
import type { Database } from "@/db";
import type { SubmissionRow } from "@/db/schema/submissions";
import { findDecision } from "@/db/queries/decisions";
import { hasApprovedNumber, insertEvaluation, listApprovedNames, lockSubmission, type LockedSubmission } from "@/db/queries/submissions";
import type { CaseConflict } from "@/lib/contracts/submissions";
import { BadInputError, ConflictError, NotFoundError, UnprocessableError } from "@/lib/errors";
import { todayIn, type CivilDate } from "@/lib/kyc/civil-date";
import { canonicalCountry, countrySpellings } from "@/lib/kyc/country";
import type { Fields } from "@/lib/kyc/fields";
import { flags, type Flag } from "@/lib/kyc/flags";
import { isIdType } from "@/lib/kyc/id-type";
import { differingFields, isSameValue } from "@/lib/kyc/review/compare";
import { parseChanges, type FieldChanges } from "@/lib/kyc/review/correction";
import { commentFor } from "@/lib/kyc/rules/codes";
import { evaluate, factsOf, hitsOf } from "@/lib/kyc/rules/evaluate";
import type { Facts, RuleResult } from "@/lib/kyc/rules/rule";
import { KeyMissingError, type ProjectKey, type SealingKey } from "@/lib/vault/vault";
import type { AuditChange } from "./append-audit";
import type { ServiceContext } from "./context";
import { openNumbers, sealNumbers, type SealedNumbers } from "./sealed-numbers";

export interface CaseKeys {
  submission: SealingKey;
  project: ProjectKey;
}

/** A pending case, locked, at the version that the caller saw, with what a correction would make of it. */
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

/**
 * Keys are files: they are read before the transaction begins.
 * @throws {NotFoundError} for a case that does not exist, is another project's, or was erased.
 */
export async function loadKeys(ctx: ServiceContext, id: string): Promise<CaseKeys> {
  const submissionKey = ctx.vault.submissionKey(ctx.projectId, id).catch((error: unknown) => {
    throw error instanceof KeyMissingError ? new NotFoundError("The submission") : error;
  });
  const [submission, project] = await Promise.all([submissionKey, ctx.vault.projectKey(ctx.projectId)]);
  return { submission, project };
}

async function currentState(tx: Database, row: SubmissionRow): Promise<CaseConflict> {
  const decision = row.decisionId === null ? null : await findDecision(tx, row.decisionId);
  return { current: { status: row.status, version: row.version, decision } };
}

/**
 * Locks the case and checks that it is pending and unchanged since `version`; then works out the final fields and what
 * the rules say of them under the options in force.
 * @throws {ConflictError} already_decided or stale_version, with what the case is now.
 */
export async function openCase(ctx: ServiceContext, tx: Database, keys: CaseKeys, id: string, version: number, wanted: FieldChanges): Promise<ReviewCase> {
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw new NotFoundError("The submission");
  const { submission, policy } = locked;
  if (submission.status !== "pending") throw new ConflictError("already_decided", "This case is not pending any more.", await currentState(tx, submission));
  if (submission.version !== version) throw new ConflictError("stale_version", "This case was changed meanwhile.", await currentState(tx, submission));

  const today = todayIn(policy.options.timeZone, ctx.now);
  const numbers = openNumbers(keys.submission, submission.numbers);
  const { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate } = submission;
  const current: Fields = { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate, ...numbers.final };
  const changes = acceptedChanges(wanted, current, today);
  const final = { ...current, ...changes };
  const duplicate = policy.options.rejectDuplicateUser ? await isDuplicate(ctx, tx, keys, id, final) : null;
  const facts = factsOf(final, duplicate);

  return { ...locked, keys, today, numbers, current, changes, final, facts, results: evaluate(facts, policy.options, today) };
}

function acceptedChanges(wanted: FieldChanges, current: Fields, today: CivilDate): FieldChanges {
  const parsed = parseChanges(wanted, current, today);
  if ("fields" in parsed) return parsed.fields;
  if (parsed.errors.some((error) => error.code === "not_editable"))
    throw new UnprocessableError("not_editable", "A name in this script may not be corrected; reject with id_info_dataMismatch instead.", {
      fields: parsed.errors,
    });
  throw new BadInputError("Some fields cannot be saved.", parsed.errors);
}

/** Whether an approved submission has one of the numbers, or the same birth date, nationality and name, as a comparison of two fields takes them. */
async function isDuplicate(ctx: ServiceContext, tx: Database, keys: CaseKeys, id: string, final: Fields): Promise<boolean> {
  if (await hasApprovedNumber(tx, ctx.projectId, id, matchHashes(keys.project, final))) return true;
  const { fullName, birthDate, nationality } = final;
  if (fullName === null || birthDate === null || nationality === null) return false;

  const names = await listApprovedNames(tx, ctx.projectId, id, birthDate, countrySpellings(nationality));
  return names.some((name) => isSameValue("fullName", name, fullName));
}

export function matchHashes(key: ProjectKey, fields: Pick<Fields, "documentNumber" | "identityNumber">) {
  return {
    documentNumberMatch: fields.documentNumber === null ? null : key.matchHash("documentNumber", fields.documentNumber),
    identityNumberMatch: fields.identityNumber === null ? null : key.matchHash("identityNumber", fields.identityNumber),
  };
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

/** Flags of fields and rules follow the final values; the others stay as they came. */
function flagsAfter(review: ReviewCase): Flag[] {
  const layers = layersOf(review);
  const rules = hitsOf(review.results).map((hit): Flag => `rule_hit:${hit.rule}`);
  const open = differingFields(layers).filter((field) => layers.final[field] === (layers.claimed?.[field] ?? null));
  const kept = review.submission.flags.filter((flag) => !flag.startsWith("rule_hit:") && !flag.startsWith("field_mismatch:"));
  const wanted = new Set<Flag>([...rules, ...open.map((field): Flag => `field_mismatch:${field}`), ...kept]);
  return flags.filter((flag) => wanted.has(flag));
}

function layersOf(review: ReviewCase) {
  const { submission, numbers } = review;
  const whole = (name: "claimed" | "printed" | "mrz"): Fields | null => {
    const plain = submission[name];
    return plain === null ? null : { ...plain, ...(numbers[name] ?? { documentNumber: null, identityNumber: null }) };
  };
  return { claimed: whole("claimed"), printed: whole("printed"), mrz: whole("mrz"), final: review.final };
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
    flags: flagsAfter(review),
  };
}

export function auditedChanges(review: ReviewCase): AuditChange[] {
  return Object.entries(review.changes).map(([field, value]) => ({ field, old: review.current[field as keyof Fields], new: value }));
}
