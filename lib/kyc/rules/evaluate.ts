import { parseCivilDate, type CivilDate } from "../civil-date";
import { canonicalCountry } from "../country";
import type { Fields } from "../fields";
import { isIdType } from "../id-type";
import type { RuleOptions } from "../options";
import { ageLimit } from "./age-limit";
import { blacklistCountry } from "./blacklist-country";
import { duplicateUser } from "./duplicate-user";
import { acceptedIdType } from "./id-type";
import type { Facts, Rule, RuleHit, RuleName, RuleResult } from "./rule";

const rules: Record<RuleName, Rule> = {
  blacklist_country: blacklistCountry,
  age_limit: ageLimit,
  id_type: acceptedIdType,
  duplicate_user: duplicateUser,
};

/** All rules, in the order in which their hits are told. */
export function evaluate(facts: Facts, options: RuleOptions, today: CivilDate): RuleResult[] {
  return Object.values(rules).map((rule) => rule(facts, options, today));
}

export function hitsOf(results: readonly RuleResult[]): RuleHit[] {
  return results.filter((result) => result.outcome === "hit");
}

/** Enabled rules that could not run because their fact is not known. Approving would pass them, so it is forbidden. */
export function missingOf(results: readonly RuleResult[]): RuleName[] {
  return results.filter((result) => result.outcome === "skipped" && result.reason === "fact_missing").map((result) => result.rule);
}

/** What the rules read of a case's final fields. A year-only or impossible birth date counts as not known. */
export function factsOf(final: Pick<Fields, "issuingCountry" | "birthDate" | "idType">, duplicateOfApproved: boolean | null = null): Facts {
  return {
    issuingCountry: final.issuingCountry === null ? null : canonicalCountry(final.issuingCountry),
    birthDate: parseCivilDate(final.birthDate),
    idType: isIdType(final.idType) ? final.idType : null,
    duplicateOfApproved,
  };
}
