import { expect, test } from "vitest";
import { failed, notAvailable } from "./checks";
import { decidePreStep2 } from "./prestep2";

test("a transfer that was sent gives its code and the account's holder", () => {
  expect(decidePreStep2({ outcome: "ok", facts: { outcome: "sent", code: "417", holderName: "김하늘" } })).toEqual({ outcome: "success", code: "417", holderName: "김하늘" });
});

test.each(["invalid_bank_code", "invalid_account_number", "transfer_failed"] as const)("%s counts as a try", (outcome) => {
  expect(decidePreStep2({ outcome: "ok", facts: { outcome } })).toMatchObject({ outcome: "retry", retryCode: outcome, countsAsTry: true });
});

test.each([failed, notAvailable])("a transfer that the house could not make counts for nothing", (check) => {
  expect(decidePreStep2(check)).toMatchObject({ outcome: "retry", retryCode: "transfer_failed", countsAsTry: false });
});
