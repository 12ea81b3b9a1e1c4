import { expect, test } from "vitest";
import { idleCase, type CaseState } from "./case-state";
import { typedLines } from "./typed-lines";

const state: CaseState = { ...idleCase, draft: { gender: "", fullName: "Kim Min Seo" }, choice: { codes: ["other"], otherText: " Again,\nplease. " } };
const linesOf = (given: CaseState, withDraft: boolean) => typedLines(given, withDraft, (field) => field, "text");

test("a decided case quotes corrections and text, in the order of the fields", () => {
  expect(linesOf(state, true)).toEqual(["fullName: Kim Min Seo", "gender: ", "text: Again,\nplease."]);
});

test("where the form still stands, only the text is quoted; nothing typed, nothing quoted", () => {
  expect(linesOf(state, false)).toEqual(["text: Again,\nplease."]);
  expect(linesOf(idleCase, true)).toEqual([]);
});
