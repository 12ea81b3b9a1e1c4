import type { RejectCode } from "@/lib/kyc/codes/reject-comments";
import type { Step1Error, Step1Retry, Step2Error, Step2Retry } from "@/lib/kyc/intake/step-codes";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { Story, Told } from "./story";

interface Row<Code> {
  code: Code;
  /** 1 where a code has one message. */
  variant?: number;
  /** What stands in the message's placeholders. */
  values?: Record<string, string>;
  /** What is on; everything else is off. */
  options?: Partial<ProjectOptions>;
}

/** A code of a step, and the calls that end with the one which is answered with it. */
export interface StepRow<Code = Step1Retry | Step1Error | Step2Retry | Step2Error> extends Row<Code> {
  /** Of a retry: 0 where the try does not count. */
  retryCount?: number;
  reach(story: Story): Promise<Told>;
}

/** A reject comment, and what leads to it; `reach` answers the rejected submission's id. */
export interface ReviewRow extends Row<RejectCode> {
  /** Where the message is not the catalogue's: the agent's own words. */
  message?: string;
  reach(story: Story): Promise<string>;
}
