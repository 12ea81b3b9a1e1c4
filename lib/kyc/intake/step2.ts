import type { CivilDate } from "../civil-date";
import { renderMessage, sortCodes, type RejectCode } from "../codes/reject-comments";
import { fieldNames, type Fields } from "../fields";
import { flags as allFlags, type Flag } from "../flags";
import type { ProjectOptions } from "../options";
import { isSameValue, differingFields } from "../review/compare";
import { commentFor } from "../rules/codes";
import { evaluate, factsOf, hitsOf, missingOf } from "../rules/evaluate";
import type { Facts, RuleResult } from "../rules/rule";
import { factsOfCheck, thresholds, type Check, type FaceFacts, type FaceSearchFacts, type KoreanAuthenticityFacts, type SelfieLivenessFacts } from "./checks";
import { stepMessage, type Step2Error, type Step2Retry, type StepMessage } from "./step-codes";

/** What the engines said of a try of Step 2; `null` is a check that no option and no document asks for. */
export interface Step2Checks {
  faces: Check<FaceFacts>;
  selfieLiveness: Check<SelfieLivenessFacts> | null;
  /** Approved submissions only; the search sees the selfie before it is indexed. */
  faceSearch: Check<FaceSearchFacts> | null;
  faceIndex: Check<unknown> | null;
  koreanAuthenticity: Check<KoreanAuthenticityFacts> | null;
}

/** What the 1-won transfer promised and what the applicant wrote. */
export interface BankFacts {
  isCodeRight: boolean;
  isHolderRight: boolean;
}

export interface Step2Facts {
  options: ProjectOptions;
  today: CivilDate;
  claimed: Fields;
  printed: Fields | null;
  mrz: Fields | null;
  /** Doubts of Step 1. */
  flags: readonly Flag[];
  bank: BankFacts | null;
  hasAddressImage: boolean;
  /** Whether an approved submission has the same identity; `null` when nobody had to look. */
  duplicateOfApproved: boolean | null;
}

export interface Step2Scores {
  faceSimilarityScore: number | null;
  livenessScore: number | null;
}

export interface Step2Outcome extends Step2Scores {
  final: Fields;
  flags: Flag[];
  /** What the rules were asked about. */
  facts: Facts;
  results: RuleResult[];
}

export type Step2Decision =
  | { outcome: "error"; error: StepMessage<Step2Error> }
  | ({ outcome: "retry"; retries: StepMessage<Step2Retry>[]; countsAsTry: boolean } & Step2Scores)
  | ({ outcome: "rejected"; codes: RejectCode[]; comments: string[] } & Step2Outcome)
  | ({ outcome: "approved" } & Step2Outcome)
  | ({ outcome: "pending" } & Step2Outcome);

/** Of how many approved submissions a selfie must be like the face, by the threshold of a match, to be a duplicate. */
const duplicateFaces = 2;

/** A check of an option that gave nothing to decide by; one that could not be run too, where nobody looks either. */
const isBlind = (check: Check<unknown> | null, { options }: Pick<Step2Facts, "options">) => check?.outcome === "error" || (options.automatedProcessingOnly && check?.outcome === "not_available");

/** Failures of what must have worked. */
export function failureOf(checks: Step2Checks, facts: Pick<Step2Facts, "options">): StepMessage<Step2Error> | null {
  if (isBlind(checks.koreanAuthenticity, facts)) return stepMessage("step2", "verify_kor_error");
  if (isBlind(checks.faceSearch, facts)) return stepMessage("step2", "face_validation_error", {}, 1);
  if (isBlind(checks.faceIndex, facts)) return stepMessage("step2", "face_validation_error", {}, 2);
  return null;
}

function faceRetry({ faces }: Step2Checks): Step2Retry | null {
  const facts = factsOfCheck(faces);
  if (facts === null) return null;
  if (facts.idFaces === 0 || facts.selfieFaces === 0) return "no_face";
  if (facts.selfieFaces > 1 || !facts.isMatch || facts.score <= 0) return "face_compare_fail";
  return facts.score <= thresholds.faceSimilarity ? "face_compare_underscore" : null;
}

function bankRetry(bank: BankFacts | null): Step2Retry | null {
  if (bank === null || (bank.isCodeRight && bank.isHolderRight)) return null;
  if (!bank.isCodeRight && !bank.isHolderRight) return "bank_authentication_fail";
  return bank.isCodeRight ? "bank_authentication_name_fail" : "bank_authentication_code_fail";
}

export const scoresOf = ({ faces, selfieLiveness }: Step2Checks): Step2Scores => ({
  faceSimilarityScore: factsOfCheck(faces)?.score ?? null, livenessScore: factsOfCheck(selfieLiveness)?.score ?? null,
});

/** A face or liveness engine that failed is the house's fault: the applicant tries again, and the try does not count. */
export function retriesOf(checks: Step2Checks, facts: Pick<Step2Facts, "bank" | "options">): { codes: Step2Retry[]; countsAsTry: boolean } {
  const isEngineDown = checks.faces.outcome === "error" || isBlind(checks.selfieLiveness, facts);
  if (isEngineDown) return { codes: ["face_detect_error"], countsAsTry: false };

  const liveness = factsOfCheck(checks.selfieLiveness);
  const codes = [faceRetry(checks), liveness !== null && liveness.score <= thresholds.selfieLiveness ? "liveness_fail" : null, bankRetry(facts.bank)] as const;
  return { codes: codes.filter((code) => code !== null), countsAsTry: true };
}

/** What rules and decisions use: claimed over read. */
export function finalOf({ claimed, printed, mrz }: { claimed: Fields | null; printed: Fields | null; mrz: Fields | null }): Fields {
  return Object.fromEntries(fieldNames.map((field) => [field, claimed?.[field] ?? printed?.[field] ?? mrz?.[field] ?? null])) as Fields;
}

/** Fields that were claimed, and that nobody read: they are the applicant's word alone. */
function isWordAlone({ claimed, printed, mrz }: Step2Facts): boolean {
  return fieldNames.some((field) => {
    if (field === "idType" || field === "issuingCountry" || claimed[field] === null) return false;
    const readers: [string | null, boolean][] = [[printed?.[field] ?? null, false], [mrz?.[field] ?? null, true]];
    return !readers.some(([read, inZone]) => read !== null && isSameValue(field, claimed[field] ?? "", read, inZone));
  });
}

/** Checks that no engine could run. */
export function notRunOf(checks: Step2Checks): Flag[] {
  const asked: [Flag, Check<unknown> | null][] = [
    ["not_run:face_match", checks.faces],
    ["not_run:selfie_liveness", checks.selfieLiveness],
    ["not_run:face_duplication", checks.faceSearch],
    ["not_run:face_duplication", checks.faceIndex],
    ["not_run:korean_authenticity", checks.koreanAuthenticity],
  ];
  return asked.filter(([, check]) => check?.outcome === "not_available").map(([flag]) => flag);
}

function flagsOf(checks: Step2Checks, facts: Step2Facts, final: Fields, results: readonly RuleResult[]): Flag[] {
  const wanted = new Set<Flag>([
    ...facts.flags,
    ...notRunOf(checks),
    ...differingFields({ ...facts, final }).map((field): Flag => `field_mismatch:${field}`),
    ...hitsOf(results).map((hit): Flag => `rule_hit:${hit.rule}`),
    ...(factsOfCheck(checks.koreanAuthenticity)?.isAuthentic === false ? (["korean_id_mismatch"] as const) : []),
    ...(facts.hasAddressImage ? (["address_document"] as const) : []),
  ]);
  return allFlags.filter((flag) => wanted.has(flag));
}

/** Why the system rejects: the rules that hit, and faces that were approved before. */
export function rejectionsOf(checks: Step2Checks, results: readonly RuleResult[]): Map<RejectCode, string> {
  const comments = new Map<RejectCode, string>();
  for (const hit of hitsOf(results)) {
    const { code, message } = commentFor(hit, "intake");
    comments.set(code, message);
  }
  const alike = factsOfCheck(checks.faceSearch)?.matches.filter(({ score }) => score > thresholds.faceSimilarity) ?? [];
  if (new Set(alike.map(({ submissionId }) => submissionId)).size >= duplicateFaces) comments.set("duplicated_face", renderMessage("duplicated_face"));
  return comments;
}

/**
 * Decides a try of Step 2: errors, then retries, then the rules on the final fields and duplicates. Approved is only what
 * is clear in every respect: each claimed field equals what was read, no flag, faces match, nothing not run, no rule
 * without its fact. The rest a person decides, or, under Automated Processing Only, nobody.
 */
export function decideStep2(checks: Step2Checks, facts: Step2Facts): Step2Decision {
  const failure = failureOf(checks, facts);
  if (failure !== null) return { outcome: "error", error: failure };

  const scores = scoresOf(checks);
  const { codes, countsAsTry } = retriesOf(checks, facts);
  if (codes.length > 0) return { outcome: "retry", retries: codes.map((code) => stepMessage("step2", code)), countsAsTry, ...scores };

  const final = finalOf(facts);
  const ruleFacts = factsOf(final, facts.duplicateOfApproved);
  const results = evaluate(ruleFacts, facts.options, facts.today);
  const outcome: Step2Outcome = { ...scores, final, facts: ruleFacts, results, flags: flagsOf(checks, facts, final, results) };

  const rejections = rejectionsOf(checks, results);
  if (rejections.size === 0 && facts.options.automatedProcessingOnly && !isClear(outcome, facts))
    rejections.set("other", renderMessage("other", { otherText: facts.options.automatedRejectionText }));
  if (rejections.size > 0) {
    const sorted = sortCodes([...rejections.keys()]);
    return { outcome: "rejected", codes: sorted, comments: sorted.map((code) => rejections.get(code) ?? ""), ...outcome };
  }
  return { outcome: isClear(outcome, facts) ? "approved" : "pending", ...outcome };
}

function isClear({ flags, results }: Step2Outcome, facts: Step2Facts): boolean {
  return flags.length === 0 && missingOf(results).length === 0 && !isWordAlone(facts);
}
