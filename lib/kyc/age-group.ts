import { ageOn, parseCivilDate, type CivilDate } from "./civil-date";

export const ageGroups = ["minor", "early-teen", "teen", "adult", "N/A"] as const;
export type AgeGroup = (typeof ageGroups)[number];

/**
 * The age group of the public API, in whole years as `ageOn` counts them: `minor` under 13, `early-teen` 13 to 15, `teen`
 * 16 and 17, `adult` from 18 on. `N/A` without a whole birth date, and with one that lies in the future.
 */
export function ageGroupOf(birthDate: string | null, today: CivilDate): AgeGroup {
  const birth = parseCivilDate(birthDate);
  if (birth === null || birth > today) return "N/A";
  const age = ageOn(birth, today);
  if (age < 13) return "minor";
  if (age < 16) return "early-teen";
  return age < 18 ? "teen" : "adult";
}
