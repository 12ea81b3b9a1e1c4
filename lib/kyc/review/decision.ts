import { countCharacters, isRejectCode, otherTextLimit, renderMessage, sortCodes, type RejectCode } from "../codes/reject-comments";
import type { ImageKind } from "../images";
import { commentFor } from "../rules/codes";
import { hitsOf, missingOf } from "../rules/evaluate";
import type { RuleHit, RuleName, RuleResult } from "../rules/rule";
import { codeAvailability } from "./availability";

export interface RejectionChoice {
  /** Codes that the agent chose; the rules' own are not among them. */
  codes: readonly string[];
  otherText: string | null;
  /** What the rules say now: their codes are added. */
  hits: readonly RuleHit[];
  images: readonly ImageKind[];
}

export type RejectionRefusal =
  | "no_code"
  | "code_not_available"
  | "other_text_missing"
  | "other_text_too_long"
  | "other_text_unused"
  | "other_text_unprintable";

export type RejectionResult =
  | { valid: true; codes: RejectCode[]; comments: string[] }
  | { valid: false; refusal: RejectionRefusal; code?: string };

function refuseOtherText(wanted: boolean, text: string): RejectionRefusal | null {
  if (!wanted) return text === "" ? null : "other_text_unused";
  if (text === "") return "other_text_missing";
  if (countCharacters(text) > otherTextLimit) return "other_text_too_long";
  // Line breaks and tabs may stand in a text; other control characters and half surrogates are no writing.
  return /[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text) ? "other_text_unprintable" : null;
}

/**
 * Decides whether a rejection may stand, and what the applicant will read: `comments[i]` belongs to `codes[i]`, both in
 * the catalogue's order.
 */
export function decideRejection({ codes, otherText, hits, images }: RejectionChoice): RejectionResult {
  const code = codes.find((chosen) => !codeAvailability(chosen, { images }).available);
  if (code !== undefined) return { valid: false, refusal: "code_not_available", code };

  const text = otherText?.trim() ?? "";
  const refusal = refuseOtherText(codes.includes("other"), text);
  if (refusal) return { valid: false, refusal };

  const messages = new Map<RejectCode, string>(hits.map((hit) => commentFor(hit, "review")).map((comment) => [comment.code, comment.message]));
  for (const chosen of codes) if (isRejectCode(chosen)) messages.set(chosen, renderMessage(chosen, { otherText: text }));
  if (messages.size === 0) return { valid: false, refusal: "no_code" };

  const sorted = sortCodes([...messages.keys()]);
  return { valid: true, codes: sorted, comments: sorted.map((sortedCode) => messages.get(sortedCode) ?? "") };
}

/**
 * What forbids an approval: rules that hit, and rules that could not run because a fact is not known. A skip of
 * `checked_on_save` is none: the server always looks up and never passes that fact as unknown.
 */
export function approvalBlockers(results: readonly RuleResult[]): { hits: RuleHit[]; missing: RuleName[] } {
  return { hits: hitsOf(results), missing: missingOf(results) };
}
