import { expect, test } from "vitest";
import { ageGroupOf } from "./age-group";
import { parseCivilDate } from "./civil-date";

test.each([
  ["2013-11-25", "minor"],
  ["2013-11-24", "early-teen"],
  ["2010-11-25", "early-teen"],
  ["2010-11-24", "teen"],
  ["2008-11-25", "teen"],
  ["2008-11-24", "adult"],
  ["1900-01-01", "adult"],
  ["2026-11-24", "minor"],
  ["2026-11-25", "N/A"],
  ["1994", "N/A"],
  ["1994-02-30", "N/A"],
  [null, "N/A"],
])("on 24 November 2026, who was born %s is %s", (birthDate, group) => {
  const today = parseCivilDate("2026-11-24");
  expect(today && ageGroupOf(birthDate, today)).toBe(group);
});

test("who was born on 29 February is a year older on 1 March of a common year", () => {
  const [before, after] = [parseCivilDate("2026-02-28"), parseCivilDate("2026-03-01")];
  expect([before && ageGroupOf("2008-02-29", before), after && ageGroupOf("2008-02-29", after)]).toEqual(["teen", "adult"]);
});
