import { expect, test } from "vitest";
import type { Flag } from "../flags";
import type { SecondApproval } from "../options";
import { isSampled, needsSecondApproval } from "./second-approval";
import type { DecidedStatus } from "./transitions";

const submissionId = "6f1d3a52-5b0e-4a51-9a0b-0f4f0c1f2b7e";
const doubt: Flag[] = ["field_mismatch:birthDate"];

test.each<[string, SecondApproval, DecidedStatus, Flag[], boolean]>([
  ["never asks nobody, whatever the flags", "never", "approved", doubt, false],
  ["flagged asks for the approval of a case with a flag", "flagged", "approved", doubt, true],
  ["flagged does not ask where nothing is flagged", "flagged", "approved", [], false],
  ["flagged does not ask for a rejection", "flagged", "rejected", doubt, false],
  ["always asks for an approval", "always", "approved", [], true],
  ["always asks for a rejection", "always", "rejected", [], true],
])("%s", (_name, secondApproval, outcome, flags, expected) => {
  expect(needsSecondApproval({ secondApproval, secondApprovalPercent: 10 }, { outcome, flags, submissionId })).toBe(expected);
});

const ids = Array.from({ length: 20_000 }, (_each, index) => `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`);

test.each([1, 10, 50, 99])("a share of %i in a hundred is met within half a per cent", (percent) => {
  const share = (ids.filter((id) => isSampled(id, percent)).length / ids.length) * 100;
  expect(Math.abs(share - percent)).toBeLessThan(0.5);
});

test("a share of a hundred is every case, and a larger share holds all cases of a smaller one", () => {
  expect(ids.every((id) => isSampled(id, 100))).toBe(true);
  expect(ids.filter((id) => isSampled(id, 10)).every((id) => isSampled(id, 25))).toBe(true);
});

test("a case is sampled or not whatever was decided, however often it is asked and however its id is written", () => {
  const options = { secondApproval: "sampled", secondApprovalPercent: 30 } as const;
  for (const id of ids.slice(0, 200)) {
    const approved = needsSecondApproval(options, { outcome: "approved", flags: [], submissionId: id });
    expect(needsSecondApproval(options, { outcome: "rejected", flags: doubt, submissionId: id.toUpperCase() })).toBe(approved);
  }
});
