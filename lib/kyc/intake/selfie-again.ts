import { renderMessage, type RejectCode } from "../codes/reject-comments";
import type { Flag } from "../flags";
import type { ProjectOptions } from "../options";
import { failureOf, notRunOf, rejectionsOf, retriesOf, scoresOf, type Step2Checks, type Step2Scores } from "./step2";
import { stepMessage, type Step2Error, type Step2Retry, type StepMessage } from "./step-codes";

export type SelfieDecision =
  | { outcome: "error"; error: StepMessage<Step2Error> }
  | ({ outcome: "retry"; retries: StepMessage<Step2Retry>[]; countsAsTry: boolean } & Step2Scores)
  | ({ outcome: "rejected"; codes: RejectCode[]; comments: string[] } & Step2Scores)
  | ({ outcome: "pending"; found: Flag[] } & Step2Scores);

/** Decides a selfie that was asked for again, as Step 2 would; what passes a person decides, who asked for it. Rules do not read it. */
export function decideSelfie(checks: Step2Checks, options: ProjectOptions): SelfieDecision {
  const failure = failureOf(checks, { options });
  if (failure !== null) return { outcome: "error", error: failure };
  const scores = scoresOf(checks);
  const { codes, countsAsTry } = retriesOf(checks, { bank: null, options });
  if (codes.length > 0) return { outcome: "retry", retries: codes.map((code) => stepMessage("step2", code)), countsAsTry, ...scores };
  if (rejectionsOf(checks, []).size > 0) return { outcome: "rejected", codes: ["duplicated_face"], comments: [renderMessage("duplicated_face")], ...scores };
  return { outcome: "pending", found: notRunOf(checks), ...scores };
}
