import type { Rule } from "./rule";

const rule = "blacklist_country";

/** Hits when the document was issued by a country on the project's blacklist. Nationality is never looked at. */
export const blacklistCountry: Rule = ({ issuingCountry }, options) => {
  if (options.blacklistCountries.length === 0) return { outcome: "skipped", rule, reason: "option_off" };
  if (issuingCountry === null) return { outcome: "skipped", rule, reason: "fact_missing" };
  if (!options.blacklistCountries.includes(issuingCountry)) return { outcome: "clear", rule };

  return { outcome: "hit", rule, params: { country: issuingCountry } };
};
