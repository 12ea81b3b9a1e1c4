import "server-only";
import { describeError } from "@/lib/describe-error";
import { logger } from "@/lib/logger";
import type { SystemContext } from "@/lib/services/context";
import { expireBankCodes } from "@/lib/services/expire-bank-codes";
import { markOverdueCases } from "@/lib/services/mark-overdue-cases";
import { releaseDecisions } from "@/lib/services/release-decisions";
import { returnUnansweredCases } from "@/lib/services/return-unanswered-cases";
import { sweepIdempotentAnswers } from "@/lib/services/sweep-idempotent-answers";
import { sweepRateLimits } from "@/lib/services/sweep-rate-limits";
import { timeOutSubmissions } from "@/lib/services/time-out-submissions";

export interface JobTask {
  /** When it is due, as cron says it, in UTC. */
  schedule: string;
  /** Does what is due at the context's instant, and answers how much that was. Ends early, between two rows, when told to stop. */
  work(system: SystemContext, stopping: AbortSignal): Promise<number>;
}

/** Says in the log what could not be done with a submission. */
const warnThat = (message: string) => (submissionId: string, error: unknown) => logger().error({ submissionId, ...describeError(error) }, message);

/** None needs a payload: what is due stands in the tables. Each may run in any number of processes at once. */
export const tasks = {
  time_out_submissions: { schedule: "* * * * *", work: (system, stopping) => timeOutSubmissions(system, { stopping, onFailure: warnThat("a submission could not be timed out") }) },
  /** Each decision with a grace period asks for it at its time; the schedule is for what was missed. */
  release_decisions: { schedule: "* * * * *", work: releaseDecisions },
  mark_overdue_cases: { schedule: "* * * * *", work: (system, stopping) => markOverdueCases(system, { stopping, onFailure: warnThat("an overdue case could not be marked") }) },
  return_unanswered_cases: { schedule: "* * * * *", work: (system, stopping) => returnUnansweredCases(system, { stopping, onFailure: warnThat("an unanswered case could not be returned") }) },
  expire_bank_codes: { schedule: "* * * * *", work: expireBankCodes },
  sweep_idempotent_answers: { schedule: "7 * * * *", work: sweepIdempotentAnswers },
  sweep_rate_limits: { schedule: "11 * * * *", work: sweepRateLimits },
} as const satisfies Record<string, JobTask>;

export type TaskName = keyof typeof tasks;
