import { expect, test } from "vitest";
import { fullNameOf, namePartsOf } from "./name-parts";

test.each([
  ["Anna Eriksson", "Anna", "Eriksson"],
  ["Anna Maria  van Dyk", "Anna Maria van", "Dyk"],
  ["김하늘", "김하늘", null],
  ["", null, null],
  [null, null, null],
])("%s is %s and %s", (fullName, firstName, lastName) => {
  expect(namePartsOf(fullName)).toEqual({ firstName, lastName });
});

test("parts make the name again", () => {
  for (const name of ["Anna Maria Eriksson", "김하늘"]) expect(fullNameOf(namePartsOf(name))).toBe(name);
});
