import { describe, expect, test } from "vitest";
import { catalogue } from "../codes/catalogue";
import { stepMessage, type Step1Error, type Step1Retry, type Step2Error, type Step2Retry, type StepName } from "./step-codes";

const filled = { email: "jiho@example.com", parameters: ["email", "cf1"], pipelines: ["Screen replay", "Paper printed"] };
const rows = catalogue.filter((row) => row.stage !== "review");

test("every row of the two steps has its message, and no placeholder is left in it", () => {
  expect(rows).toHaveLength(79);
  for (const row of rows) {
    const { code, message } = stepMessage(row.stage as StepName, row.code as Step1Retry | Step1Error | Step2Retry | Step2Error, filled, row.variant);
    expect(code).toBe(row.code);
    expect(message).not.toMatch(/[{}]/);
  }
});

describe("placeholders", () => {
  test.each<[Step1Error | Step1Retry, string]>([
    ["reviewing", "jiho@example.com’s KYC is currently reviewing. Please wait."],
    ["invalid_input_format", "Invalid input type: email, cf1"],
    ["Id_livness_fail", "Liveness validation of Id image failed. Failed for: Screen replay, Paper printed"],
  ])("%s is filled to the letter", (code, message) => {
    expect(stepMessage("step1", code, filled).message).toBe(message);
  });

  test("without a value the message is refused, not sent with a hole", () => {
    expect(() => stepMessage("step1", "reviewing")).toThrow(RangeError);
  });
});

test("a code of the other stage, or a variant that does not exist, is refused", () => {
  expect(() => stepMessage("step2", "not_an_id")).toThrow(RangeError);
  expect(() => stepMessage("step1", "invalid_idType", {}, 4)).toThrow(RangeError);
});
