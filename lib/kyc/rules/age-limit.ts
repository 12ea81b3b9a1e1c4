import { ageOn } from "../civil-date";
import type { Rule } from "./rule";

const rule = "age_limit";

/** Hits when the applicant is younger than the project's Age Limit; the limit itself is old enough. */
export const ageLimit: Rule = ({ birthDate }, options, today) => {
  if (options.ageLimit === null) return { outcome: "skipped", rule, reason: "option_off" };
  if (birthDate === null) return { outcome: "skipped", rule, reason: "fact_missing" };
  if (ageOn(birthDate, today) >= options.ageLimit) return { outcome: "clear", rule };

  return { outcome: "hit", rule, params: { age: options.ageLimit } };
};
