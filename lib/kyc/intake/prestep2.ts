import type { Check, TransferFacts } from "./checks";

/** Why a transfer failed, by its `retryCode`. Their messages are ours: the catalogue has none. */
export const transferFaults = {
  invalid_bank_code: "There is no bank with this code.",
  invalid_account_number: "There is no such account at this bank.",
  transfer_failed: "The bank did not take the transfer. Please retry.",
} as const;
export type TransferFault = keyof typeof transferFaults;

export type PreStep2Decision =
  | { outcome: "success"; code: string; holderName: string }
  | { outcome: "retry"; retryCode: TransferFault; message: string; countsAsTry: boolean };

/** A transfer that the bank refuses counts as a try; one that the house could not make does not. */
export function decidePreStep2(check: Check<TransferFacts>): PreStep2Decision {
  const retry = (retryCode: TransferFault, countsAsTry: boolean): PreStep2Decision => ({ outcome: "retry", retryCode, message: transferFaults[retryCode], countsAsTry });
  if (check.outcome !== "ok") return retry("transfer_failed", false);
  if (check.facts.outcome !== "sent") return retry(check.facts.outcome, true);
  return { outcome: "success", code: check.facts.code, holderName: check.facts.holderName };
}
