import "server-only";
import type { Database } from "@/db";
import { findOpenCase } from "@/db/queries/intake";
import { isUniqueViolation } from "@/db/violations";
import type { CaseConflict, ReopenCaseInput, SubmissionDetail } from "@/lib/contracts/submissions";
import { ConflictError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { makePending, openDecided } from "./decided-case";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { endGrace } from "./release-decision";
import { currentState, loadKeys, type CaseKeys } from "./review-case";

/** The e-mail of the case that was reopened, for the one case that may stand against it. */
async function reopen(ctx: ServiceContext, tx: Database, keys: CaseKeys | null, id: string, { version, reason }: ReopenCaseInput, told: { email: string | null }): Promise<void> {
  await holdRights(tx, ctx, "submissions.reopen");
  const decided = await openDecided(ctx, tx, keys, id, version);
  const { releaseDueAt, status, email } = decided.submission;
  if (releaseDueAt !== null && releaseDueAt >= ctx.now)
    throw new ConflictError("already_decided", "The grace period of this decision is not over: take it back instead.", await currentState(tx, decided.submission, decided.keys.submission));

  told.email = email;
  await endGrace(ctx, tx, decided.submission);
  await makePending(ctx, tx, decided, "reopened", { pendingAt: ctx.now, updatedAt: ctx.now });
  const changes = [{ field: "status", old: status, new: "pending" }, { field: "reason", old: null, new: reason }];
  await appendAudit(tx, ctx, decided.keys.submission, [{ action: "submission.reopened", subjectId: id, changes }]);
}

/**
 * Makes a case that was decided and told to the outside wait again, from now on.
 * @throws {ConflictError} other_case_open, naming it, when the applicant has another case that waits; already_decided while
 * the decision can still be taken back; stale_version or erased when the case is not what the caller saw.
 */
export async function reopenCase(ctx: ServiceContext, id: string, input: ReopenCaseInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.reopen");
  const keys = await loadKeys(ctx, id);
  const told: { email: string | null } = { email: null };

  try {
    await ctx.db.transaction((tx) => reopen(ctx, tx, keys, id, input, told));
  } catch (error) {
    if (!isUniqueViolation(error, "submissions_one_open_per_email_key")) throw error;
    const otherCase = told.email === null ? null : await findOpenCase(ctx.db, ctx.projectId, told.email);
    const details: CaseConflict = otherCase === null ? {} : { otherCase };
    throw new ConflictError("other_case_open", "The applicant has another case that is not decided yet.", details);
  }
  return getSubmission(ctx, id);
}
