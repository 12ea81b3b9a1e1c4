import { countCharacters, isRejectCode, otherTextLimit, renderMessage, sortCodes, type RejectCode } from "../codes/reject-comments";
import type { ImageKind } from "../images";
import { commentFor } from "../rules/codes";
import { hitsOf, missingOf } from "../rules/evaluate";
import type { RuleHit, RuleName, RuleResult } from "../rules/rule";
import { codeAvailability, type UnavailableReason } from "./availability";

export interface RejectionChoice {
  /** Codes that the agent chose; the rules' own are not among them. */
  chosen: readonly string[];
  otherText: string | null;
  /** What the rules say now: the codes of those that hit are added. */
  results: readonly RuleResult[];
  images: readonly ImageKind[];
}

/** Why a rejection may not stand; `message` says so in English and quotes nothing of what was typed. */
export type RejectionRefusal =
  | { reason: "no_code"; message: string }
  | { reason: "code_not_available"; code: string; because: UnavailableReason; message: string }
  | { reason: "other_text_missing" | "other_text_too_long" | "other_text_unused" | "other_text_unprintable"; message: string };

/** `comments[i]` is what the applicant reads for `codes[i]`; both stand in the catalogue's order. */
export type ReviewDecision = { codes: RejectCode[]; comments: string[] } | { refusal: RejectionRefusal };

const because: Record<UnavailableReason, string> = {
  no_address_image: "no proof of address came with this case",
  not_for_agents: "the rules or the system put it in",
  unknown_code: "the catalogue has no such code",
};

function refuseCode(code: string, images: readonly ImageKind[]): RejectionRefusal | null {
  const availability = codeAvailability(code, { images });
  if (availability.available) return null;
  const { reason } = availability;
  return { reason: "code_not_available", code, because: reason, message: `A code that was chosen is not available: ${because[reason]}.` };
}

function refuseOtherText(isWanted: boolean, text: string): RejectionRefusal | null {
  if (!isWanted) return text === "" ? null : { reason: "other_text_unused", message: "A text of your own goes with the code other only." };
  if (text === "") return { reason: "other_text_missing", message: "The code other needs a text for the applicant." };
  if (countCharacters(text) > otherTextLimit)
    return { reason: "other_text_too_long", message: `The text for the applicant takes at most ${otherTextLimit} characters.` };
  // Line breaks and tabs may stand in a text; other control characters and half surrogates are no writing.
  if (/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text))
    return { reason: "other_text_unprintable", message: "The text for the applicant has a character that cannot be printed." };
  return null;
}

/** Decides whether a rejection may stand, and what the applicant will read. */
export function decideReview({ chosen, otherText, results, images }: RejectionChoice): ReviewDecision {
  for (const code of chosen) {
    const refusal = refuseCode(code, images);
    if (refusal) return { refusal };
  }
  const text = otherText?.trim() ?? "";
  const refusal = refuseOtherText(chosen.includes("other"), text);
  if (refusal) return { refusal };

  const messages = new Map<RejectCode, string>();
  for (const code of chosen) if (isRejectCode(code)) messages.set(code, renderMessage(code, { otherText: text }));
  for (const hit of hitsOf(results)) {
    const { code, message } = commentFor(hit, "review");
    messages.set(code, message);
  }
  if (messages.size === 0) return { refusal: { reason: "no_code", message: "Choose at least one reason." } };

  const codes = sortCodes([...messages.keys()]);
  return { codes, comments: codes.map((code) => messages.get(code) ?? "") };
}

/**
 * What forbids an approval: rules that hit, and rules that could not run because a fact is not known. A skip of
 * `checked_on_save` is none: the server always looks up and never passes that fact as unknown.
 */
export function approvalBlockers(results: readonly RuleResult[]): { hits: RuleHit[]; missing: RuleName[] } {
  return { hits: hitsOf(results), missing: missingOf(results) };
}
