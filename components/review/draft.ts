import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { parseCivilDate, type CivilDate } from "@/lib/kyc/civil-date";
import { fieldNames, type FieldName, type Fields } from "@/lib/kyc/fields";
import { parseChanges, type FieldChanges, type FieldError } from "@/lib/kyc/review/correction";
import { commentFor } from "@/lib/kyc/rules/codes";
import { evaluate, factsOf, hitsOf, missingOf } from "@/lib/kyc/rules/evaluate";
import type { RuleName, RuleResult } from "@/lib/kyc/rules/rule";

/** What an agent typed, by field; a field that was not touched is not in it. */
export type Draft = Partial<Record<FieldName, string>>;

/** A hit as the agent and the applicant read it. */
export interface HitComment {
  rule: RuleName;
  code: string;
  message: string;
}

/** What saving a draft would do. */
export interface Verdict {
  /** Normalised; only what differs from the case. */
  changes: FieldChanges;
  errors: FieldError[];
  results: RuleResult[];
  hits: HitComment[];
  missing: RuleName[];
}

type Case = Pick<SubmissionDetail, "final" | "policy" | "today">;

/** The day that the rules count ages on. */
export function todayOf({ today }: Pick<SubmissionDetail, "today">): CivilDate {
  const day = parseCivilDate(today);
  if (day === null) throw new RangeError("a case comes with a whole date as its today");
  return day;
}

/**
 * Runs the rules over a case as it would be with the draft. Each field is checked by itself, so that one that is half
 * typed hides no hit of another; what is refused counts as not known, and never as what it was before.
 */
export function verdictOf(detail: Case, draft: Draft): Verdict {
  const today = todayOf(detail);
  const changes: FieldChanges = {};
  const errors: FieldError[] = [];
  const typed: Fields = { ...detail.final };

  for (const field of fieldNames) {
    const text = draft[field];
    if (text === undefined) continue;
    const parsed = parseChanges({ [field]: text }, detail.final, today);
    if ("errors" in parsed) {
      errors.push(...parsed.errors);
      typed[field] = null;
    } else {
      Object.assign(changes, parsed.fields);
      Object.assign(typed, parsed.fields);
    }
  }

  const results = evaluate(factsOf(typed), detail.policy.options, today);
  return { changes, errors, results, hits: hitsOf(results).map((hit) => commentFor(hit, "review")), missing: missingOf(results) };
}

/** True when the draft says anything that the case does not. */
export function isTouched({ changes, errors }: Verdict): boolean {
  return errors.length > 0 || Object.keys(changes).length > 0;
}

/** The browser's hits and those that only the server knew (a duplicate, a policy saved meanwhile), each rule once. */
export function withServerHits(hits: readonly HitComment[], fromServer: readonly HitComment[]): HitComment[] {
  return [...hits, ...fromServer.filter((hit) => !hits.some((known) => known.rule === hit.rule))];
}
