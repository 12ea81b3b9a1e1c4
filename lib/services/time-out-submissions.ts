import "server-only";
import { ping } from "@/db/queries/health";
import { findCurrentOptions } from "@/db/queries/project-options";
import { holdPolicy, listProjects } from "@/db/queries/projects";
import { listRetriedBefore, lockSubmission, type LockedSubmission, type StepClockPlace } from "@/db/queries/submissions";
import { todayIn } from "@/lib/kyc/civil-date";
import { renderMessage } from "@/lib/kyc/codes/reject-comments";
import { isTimedOut } from "@/lib/kyc/intake/clocks";
import { effectiveOptions } from "@/lib/kyc/intake/custom-options";
import { evaluate, factsOf } from "@/lib/kyc/rules/evaluate";
import type { SealingKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { systemIn, type ServiceContext, type SystemContext } from "./context";
import { decideBySystem, decisionRecord } from "./decide-by-system";
import { loadKeys } from "./review-case";

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

export interface TimeOutRun {
  /** Ends the run after the submission under way. */
  stopping?: AbortSignal;
  /** Hears of a submission that could not be rejected; the others are, all the same. */
  onFailure(submissionId: string, error: unknown): void;
}

async function timeOutProject(ctx: ServiceContext, { stopping, onFailure }: TimeOutRun): Promise<number> {
  const { retryTimeoutHours } = (await findCurrentOptions(ctx.db, ctx.projectId)).options;
  if (retryTimeoutHours === null) return 0;
  const before = new Date(ctx.now.getTime() - retryTimeoutHours * hour);
  const listAfter = (place: StepClockPlace | null) => listRetriedBefore(ctx.db, ctx.projectId, before, place, rowsAtOnce);
  let timedOut = 0;

  for (let rows = await listAfter(null); rows.length > 0; rows = await listAfter(rows.at(-1) ?? null)) {
    for (const { id } of rows) {
      if (stopping?.aborted) return timedOut;
      try {
        const keys = await loadKeys(ctx, id);
        if (keys !== null && (await timeOut(ctx, id, keys.submission))) timedOut += 1;
      } catch (error) {
        onFailure(id, error);
        // What ails the database ails every row: the run ends here.
        await ping(ctx.db);
      }
    }
  }
  return timedOut;
}

/**
 * Rejects, in every project, the incomplete submissions with a retry that are older than its limit; how many. A transaction
 * each, so that a run which is killed leaves nothing half done and the next one goes on. Any number of runs may work at
 * once: each passes over what another holds, and checks again under its own lock.
 */
export async function timeOutSubmissions(system: SystemContext, run: TimeOutRun): Promise<number> {
  let timedOut = 0;
  for (const { id, state } of await listProjects(system.db)) {
    if (state !== "deleted") timedOut += await timeOutProject(systemIn(system, id), run);
  }
  return timedOut;
}
