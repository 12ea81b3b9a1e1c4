import "server-only";
import type { Database } from "@/db";
import { findDecision, insertOverturned } from "@/db/queries/decisions";
import { lockSubmission, updateSubmission, type LockedSubmission } from "@/db/queries/submissions";
import type { DecisionRow } from "@/db/schema/decisions";
import type { OverturnedKind } from "@/db/schema/proposals";
import type { SubmissionRow } from "@/db/schema/submissions";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { isDecided } from "@/lib/kyc/review/transitions";
import { KeyMissingError } from "@/lib/vault/vault";
import { actorName, memberIdOf, type ServiceContext } from "./context";
import { enqueueCase } from "./enqueue-case";
import { currentState, overtaken, type CaseKeys } from "./review-case";

export interface DecidedCase {
  submission: SubmissionRow;
  decision: DecisionRow;
  keys: CaseKeys;
  policy: LockedSubmission["policy"];
}

/**
 * Locks a case and checks that it is decided and unchanged since `version`.
 * @throws {NotFoundError} for a case that does not exist or is another project's.
 * @throws {ConflictError} erased or stale_version, with what the case is now.
 */
export async function openDecided(ctx: ServiceContext, tx: Database, keys: CaseKeys | null, id: string, version: number): Promise<DecidedCase> {
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (locked === null) throw new NotFoundError("The submission");
  const { submission, policy } = locked;
  if (submission.status === "deleted") throw new ConflictError("erased", overtaken.deleted.message, await currentState(tx, submission, null));
  if (keys === null) throw new KeyMissingError();

  const decision = submission.decisionId === null ? null : await findDecision(tx, ctx.projectId, submission.decisionId);
  if (decision === null || !isDecided(submission.status) || submission.version !== version)
    throw new ConflictError("stale_version", "This case was changed meanwhile.", await currentState(tx, submission, keys.submission));
  return { submission, decision, keys, policy };
}

/** The case waits again in its place of the queue, and its decision is marked as one that did not stand. */
export async function makePending(ctx: ServiceContext, tx: Database, { submission, decision, policy }: DecidedCase, kind: OverturnedKind, columns: Partial<SubmissionRow>): Promise<void> {
  const { id, version } = submission;
  await updateSubmission(tx, ctx.projectId, id, {
    ...columns, status: "pending", version: version + 1, decisionId: null, reviewer: null, kycResultAt: null, decidedAt: null, releasedAt: null, releaseDueAt: null,
  });
  await enqueueCase(tx, ctx, { id, flags: columns.flags ?? submission.flags }, policy.options);
  await insertOverturned(tx, {
    decisionId: decision.id, projectId: ctx.projectId, submissionId: id, kind, memberId: memberIdOf(ctx.actor), memberName: actorName(ctx.actor), at: ctx.now,
  });
}
