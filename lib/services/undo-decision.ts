import "server-only";
import type { Database } from "@/db";
import type { SubmissionDetail, UndoDecisionInput } from "@/lib/contracts/submissions";
import { ConflictError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import type { AuditChange } from "./audit-value";
import { authorise, type ServiceContext } from "./context";
import { makePending, openDecided, type DecidedCase } from "./decided-case";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { currentState, fieldsOf, finalColumns, loadKeys } from "./review-case";
import { openBefore } from "./sealed-before";
import { openNumbers } from "./sealed-numbers";

/** Whoever made or confirmed a decision takes it back; a lead takes back everybody's. */
async function holdUndo(ctx: ServiceContext, tx: Database, { decision }: DecidedCase): Promise<void> {
  const isOwn = ctx.actor.kind === "member" && [decision.memberId, decision.confirmerId].includes(ctx.actor.memberId);
  if (!isOwn) await holdRights(tx, ctx, "submissions.reopen");
}

/** The columns as they were before the correction that came with the decision, and the correction's way back for the log. */
function restored({ submission, decision, keys }: DecidedCase) {
  const before = openBefore(keys.submission, decision.id, decision.beforeSealed);
  if (before === null) return { columns: {}, changes: [] };
  const numbers = openNumbers(keys.submission, submission.numbers);
  const corrected = fieldsOf(submission, numbers);
  const changes = Object.entries(before.fields).map(([field, value]): AuditChange => ({ field, old: corrected[field as keyof typeof corrected], new: value }));
  return { columns: { ...finalColumns(keys, numbers, { ...corrected, ...before.fields }), flags: before.flags }, changes };
}

/**
 * Takes a decision back in its grace period: the case waits again where it waited, with the fields, flags and match hashes
 * that it had. The outside never learns of it.
 * @throws {ForbiddenError} when it is neither the actor's own nor the actor a lead.
 * @throws {ConflictError} too_late once the outside is told or the grace period is over; stale_version or erased when the
 * case is not what the caller saw.
 */
export async function undoDecision(ctx: ServiceContext, id: string, input: UndoDecisionInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.decide");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.decide");
    const decided = await openDecided(ctx, tx, keys, id, input.version);
    await holdUndo(ctx, tx, decided);
    const { releasedAt, releaseDueAt, status } = decided.submission;
    if (releasedAt !== null || releaseDueAt === null || releaseDueAt < ctx.now)
      throw new ConflictError("too_late", "The grace period of this decision is over. A lead can reopen the case.", await currentState(tx, decided.submission, decided.keys.submission));

    const { columns, changes } = restored(decided);
    await makePending(ctx, tx, decided, "undone", columns);
    await appendAudit(tx, ctx, decided.keys.submission, [{ action: "submission.undone", subjectId: id, changes: [{ field: "status", old: status, new: "pending" }, ...changes] }]);
  });
  return getSubmission(ctx, id);
}
