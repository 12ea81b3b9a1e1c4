import { expect, test } from "vitest";
import { holesOf, noChoice, otherTextOf, unfilledOf, type Choice } from "./choice";
import { previewOf, problemOf, toggled } from "./picker-list";

const choice: Choice = { codes: ["other"], otherText: "Send {page} by {date}.", holes: { page: "the back", date: " " } };

test("the applicant reads the text with what was filled in; what is blank still stands as a placeholder", () => {
  expect(otherTextOf(choice)).toBe("Send the back by {date}.");
  expect(previewOf([], choice)).toEqual([{ code: "other", message: "Send the back by {date}." }]);
});

test("a placeholder without a value is named and holds the choice back; one with a value does not", () => {
  expect([holesOf(choice), unfilledOf(choice), problemOf([], choice, [])]).toEqual([["page", "date"], ["date"], "other_text_unfilled"]);
  expect(problemOf([], { ...choice, holes: { page: "a", date: "b" } }, [])).toBeNull();
});

test("a placeholder that was taken out of the text is no field any more, and its value comes back with it", () => {
  const without = { ...choice, otherText: "Send it." };
  expect([holesOf(without), unfilledOf(without), problemOf([], without, [])]).toEqual([[], [], null]);
  expect(otherTextOf({ ...without, otherText: "{page}" })).toBe("the back");
});

test("braces that no template brought are the agent's own", () => {
  const own: Choice = { codes: ["other"], otherText: "Write {reason} there." };
  expect([holesOf(own), otherTextOf(own), problemOf([], own, [])]).toEqual([[], "Write {reason} there.", null]);
});

test("values are kept while `other` is taken back, and nothing is missing meanwhile", () => {
  const without = toggled(choice, "other");
  expect([unfilledOf(without), without.holes]).toEqual([[], choice.holes]);
  expect(holesOf(noChoice)).toEqual([]);
});

test("a value that makes the text too long is told", () => {
  expect(problemOf([], { ...choice, holes: { page: "x".repeat(500), date: "b" } }, [])).toBe("other_text_too_long");
});
