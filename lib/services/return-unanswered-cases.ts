import "server-only";
import { holdPolicy } from "@/db/queries/projects";
import { listAskedBefore, type AskedCase } from "@/db/queries/resubmissions";
import { lockSubmission } from "@/db/queries/submissions";
import { isUniqueViolation } from "@/db/violations";
import { isStepOver, stepHours } from "@/lib/kyc/intake/clocks";
import { flagsUnanswered } from "@/lib/kyc/review/resubmission";
import type { SealingKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import type { ServiceContext, SystemContext } from "./context";
import { returnCase } from "./return-case";
import { runInProjects, type SystemRun } from "./system-run";

const rowsAtOnce = 100;

async function returnOne(ctx: ServiceContext, id: string, key: SealingKey): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    await holdPolicy(tx, ctx.projectId, "share");
    const locked = await lockSubmission(tx, ctx.projectId, id, { skipLocked: true });
    if (locked === null) return false;
    const { submission, policy } = locked;
    if (submission.resubmissionKind === null || submission.stepClockAt === null || !isStepOver(submission.stepClockAt, ctx.now)) return false;

    await returnCase(tx, ctx, { submission, options: policy.options, flags: flagsUnanswered(submission.flags), isAnswered: false });
    const changes = [{ field: "status", old: "incomplete", new: "pending" }, { field: "resubmissionKind", old: submission.resubmissionKind, new: null }];
    await appendAudit(tx, ctx, key, [{ action: "submission.resubmission_unanswered", subjectId: id, changes }]);
    return true;
  });
}

/** While another case of the e-mail waits, one comes back only after that is decided. */
async function returnUnlessOther(ctx: ServiceContext, id: string, key: SealingKey): Promise<boolean> {
  try {
    return await returnOne(ctx, id, key);
  } catch (error) {
    if (isUniqueViolation(error, "submissions_one_open_per_email_key")) return false;
    throw error;
  }
}

/** Lets wait again, in every project, the cases whose applicant sent nothing within 72 hours; none is rejected for it. How many. */
export function returnUnansweredCases(system: SystemContext, run: SystemRun): Promise<number> {
  const before = new Date(system.now.getTime() - stepHours * 60 * 60 * 1000);
  return runInProjects(system, { listAfter: (ctx, after: AskedCase | null) => listAskedBefore(ctx.db, ctx.projectId, before, after, rowsAtOnce), work: returnUnlessOther }, run);
}
