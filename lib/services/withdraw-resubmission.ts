import "server-only";
import type { Database } from "@/db";
import { isUniqueViolation } from "@/db/violations";
import { lockSubmission } from "@/db/queries/submissions";
import type { WithdrawResubmissionInput } from "@/lib/contracts/resubmissions";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { KeyMissingError } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { returnCase } from "./return-case";
import { loadKeys, overtakenConflict, type CaseKeys } from "./review-case";

async function withdraw(ctx: ServiceContext, tx: Database, keys: CaseKeys | null, id: string, version: number): Promise<void> {
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw new NotFoundError("The submission");
  const { submission, policy } = locked;
  if (submission.resubmissionKind === null) throw await overtakenConflict(tx, submission, keys?.submission ?? null);
  if (keys === null) throw new KeyMissingError();
  if (submission.version !== version) throw await overtakenConflict(tx, submission, keys.submission, "stale_version");

  await returnCase(tx, ctx, { submission, options: policy.options, flags: submission.flags, isAnswered: false });
  const changes = [{ field: "status", old: "incomplete", new: "pending" }, { field: "resubmissionKind", old: submission.resubmissionKind, new: null }];
  await appendAudit(tx, ctx, keys.submission, [{ action: "submission.resubmission_withdrawn", subjectId: id, changes }]);
}

/**
 * Takes back what was asked of an applicant who has not answered: the case waits again.
 * @throws {ConflictError} when nothing is asked (any more), when a try of the applicant's changed the case meanwhile, or
 * other_case_open when another case of the e-mail waits.
 */
export async function withdrawResubmission(ctx: ServiceContext, id: string, input: WithdrawResubmissionInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.decide");
  const keys = await loadKeys(ctx, id);
  try {
    await ctx.db.transaction(async (tx) => {
      await holdRights(tx, ctx, "submissions.decide");
      await withdraw(ctx, tx, keys, id, input.version);
    });
  } catch (error) {
    if (isUniqueViolation(error, "submissions_one_open_per_email_key")) throw new ConflictError("other_case_open", "Another case of this e-mail waits: decide it first.");
    throw error;
  }
  return getSubmission(ctx, id);
}
