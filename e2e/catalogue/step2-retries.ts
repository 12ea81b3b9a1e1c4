import type { OperationName } from "@/lib/engines/contract";
import type { Step2Retry } from "@/lib/kyc/intake/step-codes";
import type { ProgrammedAnswer } from "../engine-double";
import type { StepRow } from "./row";
import { broken, type Story } from "./story";

/** A Step 2 with a selfie of which an engine says this. */
const shown = (operation: OperationName, answer: ProgrammedAnswer): StepRow["reach"] => async ({ engine, passStep1, step2 }) => {
  engine(operation, "selfie", answer);
  return step2(await passStep1());
};

const options = { bankAuthentication: true };

/** A Step 2 after one won was sent, under the code 4821, to the account of whom the bank names. */
const paid = (accountNumber: string, holderName: string, userOccupancyCode: string) => async ({ engine, passStep1, payOneWon, step2 }: Story) => {
  const id = await passStep1();
  engine("transferOneWon", { number: accountNumber }, { facts: { holderName } });
  await payOneWon(id, accountNumber);
  return step2(id, { fields: { userOccupancyName: "Kim Minseo", userOccupancyCode } });
};

export const step2Retries: readonly StepRow<Step2Retry>[] = [
  { code: "no_face", reach: shown("compareFaces", { facts: { selfieFaces: 0 } }) },
  { code: "face_compare_underscore", reach: shown("compareFaces", { facts: { score: 85 } }) },
  { code: "face_compare_fail", reach: shown("compareFaces", { facts: { isMatch: false } }) },
  { code: "face_detect_error", retryCount: 0, reach: shown("compareFaces", broken) },
  { code: "liveness_fail", options: { selfieLiveness: true }, reach: shown("checkSelfieLiveness", { facts: { score: 50 } }) },
  { code: "bank_authentication_fail", options, reach: paid("110200301", "Lee Jiho", "0000") },
  { code: "bank_authentication_code_fail", options, reach: paid("110200302", "Kim Minseo", "0000") },
  { code: "bank_authentication_name_fail", options, reach: paid("110200303", "Lee Jiho", "4821") },
];
