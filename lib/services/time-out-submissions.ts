import "server-only";
import { findCurrentOptions } from "@/db/queries/project-options";
import { holdPolicy } from "@/db/queries/projects";
import { listRetriedBefore, lockSubmission, type LockedSubmission, type StepClockPlace } from "@/db/queries/submissions";
import { todayIn } from "@/lib/kyc/civil-date";
import { renderMessage } from "@/lib/kyc/codes/reject-comments";
import { isTimedOut } from "@/lib/kyc/intake/clocks";
import { effectiveOptions } from "@/lib/kyc/intake/custom-options";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import type { SealingKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import type { ServiceContext, SystemContext } from "./context";
import { decideBySystem, decisionRecord } from "./decide-by-system";
import { runInProjects, type SystemRun } from "./system-run";

const rowsAtOnce = 100;
const hour = 60 * 60 * 1000;

/** Whether the row, as it is held now, is to be rejected. One that was pending once waits for a resubmission, which never rejects. */
function isDue({ submission, policy }: LockedSubmission, now: Date): boolean {
  const { status, stepClockAt, retryCount, pendingAt } = submission;
  if (status !== "incomplete" || pendingAt !== null || stepClockAt === null) return false;
  return isTimedOut({ stepClockAt, retryCount }, policy.options.retryTimeoutHours, now);
}

/** Rejects one, in a transaction of its own; false when somebody else holds it or it is not due any more. */
async function timeOut(ctx: ServiceContext, id: string, key: SealingKey): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    await holdPolicy(tx, ctx.projectId, "share");
    const locked = await lockSubmission(tx, ctx.projectId, id, { skipLocked: true });
    if (locked === null || !isDue(locked, ctx.now)) return false;

    const { submission, policy } = locked;
    const options = effectiveOptions(policy.options, submission.customOptions);
    const today = todayIn(options.timeZone, ctx.now);
    const facts = factsOf(submission);
    const [codes, comments] = [["timeout"] as const, [renderMessage("timeout")]];
    await decideBySystem(tx, ctx, {
      submission, key, outcome: "rejected", codes, comments,
      facts, results: evaluate(facts, options, today), stage: "intake", policyVersion: policy.version, today,
    });
    await appendAudit(tx, ctx, key, [{ ...decisionRecord(id, submission.status, "rejected", codes, comments), action: "submission.timed_out" }]);
    return true;
  });
}

async function listAfter(ctx: ServiceContext, place: StepClockPlace | null): Promise<StepClockPlace[]> {
  const { retryTimeoutHours } = (await findCurrentOptions(ctx.db, ctx.projectId)).options;
  if (retryTimeoutHours === null) return [];
  return listRetriedBefore(ctx.db, ctx.projectId, new Date(ctx.now.getTime() - retryTimeoutHours * hour), place, rowsAtOnce);
}

/** Rejects, in every project, the incomplete submissions with a retry that are older than its limit; how many. */
export function timeOutSubmissions(system: SystemContext, run: SystemRun): Promise<number> {
  return runInProjects(system, { listAfter, work: timeOut }, run);
}
