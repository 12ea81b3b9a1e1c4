import type { CivilDate } from "../civil-date";
import type { IdType } from "../id-type";
import type { RuleOptions } from "../options";

export const ruleNames = ["blacklist_country", "age_limit", "id_type", "duplicate_user"] as const;
export type RuleName = (typeof ruleNames)[number];

/** What rules read. `null` is "not known": it skips a rule and never clears it. */
export interface Facts {
  /** Canonical code of the issuing country. */
  issuingCountry: string | null;
  /** A whole date; a year alone counts as not known. */
  birthDate: CivilDate | null;
  idType: IdType | null;
  /** Whether an approved submission has the same identity. Only the server can look; the browser gives `null`. */
  duplicateOfApproved: boolean | null;
}

/** Values for the placeholders of the code's message: `{age}`, `{country}`. */
export type RuleParams = { age?: number; country?: string };

export type RuleHit = { outcome: "hit"; rule: RuleName; params?: RuleParams };
export type RuleSkip = { outcome: "skipped"; rule: RuleName; reason: "option_off" | "fact_missing" | "checked_on_save" };
export type RuleResult = RuleHit | RuleSkip | { outcome: "clear"; rule: RuleName };

/** A pure function of facts, options and the day in the project's time zone. */
export type Rule = (facts: Facts, options: RuleOptions, today: CivilDate) => RuleResult;
