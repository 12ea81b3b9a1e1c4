import { expect, test } from "vitest";
import type { Attempt } from "@/lib/contracts/submissions";
import { addressLine } from "./address-line";
import { newestScores } from "./newest-scores";

const attempt: Attempt = {
  step: "step2", number: 1, at: "2026-11-22T04:11:00.000Z", countsAsTry: false, codes: [], messages: [], faceSimilarityScore: null, livenessScore: null, checks: [],
};

test("a case without tries, and one whose engines gave no score, has none", () => {
  expect(newestScores([])).toEqual([]);
  expect(newestScores([attempt])).toEqual([]);
});

test("the newest score of each kind stands, whichever try gave it", () => {
  const scores = newestScores([{ ...attempt, livenessScore: 0 }, { ...attempt, faceSimilarityScore: 97.3, livenessScore: 88 }, { ...attempt, faceSimilarityScore: 12 }]);
  expect(scores).toEqual([{ kind: "faces", value: 97.3, fails: false }, { kind: "liveness", value: 0, fails: true }]);
});

test.each([
  [85, 50, true],
  [85.1, 50.1, false],
])("faces of %d and liveness of %d fail: %s", (faceSimilarityScore, livenessScore, fails) => {
  expect(newestScores([{ ...attempt, faceSimilarityScore, livenessScore }]).map((score) => score.fails)).toEqual([fails, fails]);
});

test.each([
  [{ formatted: "1 Main St, Springfield", street: "Main St", detail: "3F" }, "1 Main St, Springfield, 3F"],
  [{ street: "Main St 1", city: "Springfield", zipcode: "12345" }, "Main St 1, Springfield, 12345"],
  [{ input: "somewhere" }, "somewhere"],
  [{ compoundCode: "8Q99+VV Seoul" }, "8Q99+VV Seoul"],
  [{}, ""],
])("the line of %j is %j", (address, line) => {
  expect(addressLine(address)).toBe(line);
});
