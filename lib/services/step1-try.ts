import "server-only";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { Step1Answer, Step1Input } from "@/lib/contracts/v3/step1";
import type { CivilDate } from "@/lib/kyc/civil-date";
import { sortCodes } from "@/lib/kyc/codes/reject-comments";
import type { Fields } from "@/lib/kyc/fields";
import { layerOf } from "@/lib/kyc/intake/reading";
import type { Step1Checks, Step1Decision, Step1Reading } from "@/lib/kyc/intake/step1";
import type { ProjectOptions } from "@/lib/kyc/options";
import { commentFor } from "@/lib/kyc/rules/codes";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import type { CheckRecord } from "./check-record";
import type { Rejection } from "./failed-try";
import type { CaseKeys } from "./review-case";
import { openNumbers } from "./sealed-numbers";
import type { NewImage } from "./store-image";

/** A try of Step 1 that was decided and is to be stored. */
export interface Step1Try {
  id: string;
  input: Step1Input;
  decision: Exclude<Step1Decision, { outcome: "error" }>;
  checks: Step1Checks;
  record: CheckRecord;
  /** Under the submission's custom options. */
  options: ProjectOptions;
  policyVersion: number;
  today: CivilDate;
}

/** Where a try goes: the submission, its key, and its images, sealed already. */
export interface Step1Slot {
  submissionId: string;
  isNew: boolean;
  keys: CaseKeys;
  images: readonly NewImage[];
}

const unread = layerOf({});

/** Of a try that failed nothing was read. */
export function readingOf({ decision, input, options, today }: Step1Try): Step1Reading {
  if (decision.outcome !== "retry") return decision;
  const idType = input.idType === "universal" ? null : input.idType;
  const facts = factsOf({ issuingCountry: input.issuingCountry, birthDate: null, idType });
  return { idType, printed: null, mrz: null, ocr: unread, flags: [], facts, results: evaluate(facts, options, today) };
}

export function rejectionOf({ decision }: Step1Try): Rejection | null {
  if (decision.outcome !== "rejected") return null;
  const comments = new Map(decision.hits.map((hit) => commentFor(hit, "intake")).map(({ code, message }) => [code, message]));
  const codes = sortCodes([...comments.keys()]);
  return { codes, comments: codes.map((code) => comments.get(code) ?? "") };
}

/** `onSuccess`: how the submission stands once the document has passed. */
export function answerOf(submissionId: string, attempt: Step1Try, final: Fields, retryCount: number, rejection: Rejection | null, onSuccess: "incomplete" | "pending" = "incomplete"): Step1Answer {
  const { decision } = attempt;
  const rejected = rejection === null ? null : { comment: rejection.comments, commentCode: rejection.codes };
  if (decision.outcome === "retry") {
    const retry = decision.retries.map(({ code, message }) => ({ retryCode: code, retryMsg: message }));
    return { submissionId, retry, kycStatus: rejection === null ? "incomplete" : "rejected", retryCount, ...rejected };
  }
  if (rejected !== null) return { submissionId, kycStatus: "rejected", retryCount, ...rejected };
  return { submissionId, verificationResult: "success", kycStatus: onSuccess, retryCount, ocr: final };
}

/** What an audit entry of the try compares with. */
export function beforeOf(keys: CaseKeys, current: SubmissionRow | null): Record<string, string | null> {
  if (current === null) return {};
  const { email, userid, fullName, birthDate, nationality, gender, issuingCountry, idType, issueDate, expireDate, retryCount } = current;
  const { final } = openNumbers(keys.submission, current.numbers);
  return { email, userid, fullName, birthDate, nationality, gender, issuingCountry, idType, issueDate, expireDate, ...final, retryCount: String(retryCount) };
}
