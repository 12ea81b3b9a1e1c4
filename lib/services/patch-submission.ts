import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import { changesOf, hasPatch, readPatch, type PatchAnswer, type PatchInput } from "@/lib/contracts/v3/patch";
import { readAdmin, readSubmissionId, type RejectionWish, type Sent } from "@/lib/contracts/v3/review";
import { adminRefusal } from "@/lib/errors";
import type { SubmissionStatus } from "@/lib/kyc/review/transitions";
import { KeyMissingError } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { asAdmin, holdAdmin, type AdminContext } from "./client-admin";
import { approvalFor, hitsForClient, rejectionFor } from "./client-verdict";
import type { ApiContext } from "./context";
import { decideCase, type Verdict } from "./decide-case";
import { overtakeProposal } from "./overtake-proposal";
import { endGrace, isUnreleased } from "./release-decision";
import { auditedChanges, correctedColumns, examineCase, loadKeys, recordEvaluation, type CaseKeys, type ReviewCase } from "./review-case";

/** What the applicant reads when a rejection came without a reason: the reference has no field for one. */
const unsaidReason = "The result was changed after your submission was checked again.";

function rejection(review: ReviewCase, { kycStatus, reason }: PatchInput, hasHits: boolean): Verdict {
  const text = reason ?? (hasHits ? null : unsaidReason);
  const wish: RejectionWish = kycStatus === "rejected" && text !== null ? { codes: ["other"], otherText: text } : { codes: [], otherText: null };
  return rejectionFor(review, wish);
}

/** Pending: as a review's correction, where a hit rejects. Decided: a hit forbids an approval, and else only sets its flag. */
function verdictOf(review: ReviewCase, patch: PatchInput): { outcome: "approved" | "rejected"; verdict: Verdict } | null {
  const { status } = review.submission;
  const hits = hitsForClient(review);
  if (status === "pending" && hits.length > 0) return { outcome: "rejected", verdict: rejection(review, patch, true) };
  if (patch.kycStatus === "approved" && hits.length > 0) throw adminRefusal("A rule hits: this submission cannot be approved.", hits);
  if (patch.kycStatus === null || patch.kycStatus === status) return null;
  if (patch.kycStatus === "rejected") return { outcome: "rejected", verdict: rejection(review, patch, hits.length > 0) };
  return { outcome: "approved", verdict: approvalFor(review) };
}

async function correct(ctx: AdminContext, tx: Database, review: ReviewCase): Promise<void> {
  const { id, version } = review.submission;
  await recordEvaluation(ctx, tx, review, randomUUID());
  await overtakeProposal(ctx, tx, id);
  const told = await endGrace(ctx, tx, review.submission);
  await updateSubmission(tx, ctx.projectId, id, { ...correctedColumns(review), ...told, version: version + 1, updatedAt: ctx.now });
  await appendAudit(tx, ctx, review.keys.submission, [{ action: "submission.updated", subjectId: id, changes: auditedChanges(review) }]);
}

async function patchCase(ctx: AdminContext, tx: Database, keys: CaseKeys | null, id: string, patch: PatchInput): Promise<SubmissionStatus> {
  await holdAdmin(tx, ctx, "submissions.patch");
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked || locked.submission.status === "deleted") throw adminRefusal("Invalid Submission Id.");
  const { status, fullName } = locked.submission;
  if (status === "incomplete") throw adminRefusal("Submissions in incomplete status cannot be modified");
  if (keys === null) throw new KeyMissingError();

  const review = await examineCase(ctx, tx, keys, locked, changesOf(patch, fullName));
  if ("errors" in review) throw adminRefusal("Invalid data format.", review.errors.map(({ code, path, message }) => ({ code, message: `${path} ${message}.` })));
  const isCorrected = Object.keys(review.changes).length > 0;
  const isHidden = isUnreleased(locked.submission);
  if (!isCorrected && patch.kycStatus === null) return isHidden ? "pending" : status;

  const decided = verdictOf(review, patch);
  if (decided !== null) await decideCase(ctx, tx, review, decided.outcome, decided.verdict, { correction: "submission.updated" });
  else if (isCorrected || isHidden) await correct(ctx, tx, review);
  return decided?.outcome ?? status;
}

/**
 * `PATCH /v3/submission`, in the name of a lead or an admin. Values that change nothing write nothing. A change to what was
 * decided on the desk and not yet told ends its grace period. Faults are told in this order: submissionId, admin, nothing to modify, access, what cannot be read, and then those of the submission.
 */
export async function patchSubmission(ctx: ApiContext, sent: Sent): Promise<PatchAnswer> {
  const named = readSubmissionId(sent);
  if (named === "missing") throw adminRefusal("submissionId is required.");
  const email = readAdmin(sent);
  if (email === null) throw adminRefusal("admin is required.");
  if (!hasPatch(sent)) throw adminRefusal("At least one property to modify is required.");
  const admin = await asAdmin(ctx, email, "submissions.patch");
  const patch = readPatch(sent);
  if (patch === null) throw adminRefusal("Invalid data format.");
  if (named === "malformed") throw adminRefusal("Invalid Submission Id.");

  const keys = await loadKeys(admin, named.id);
  const kycStatus = await ctx.db.transaction((tx) => patchCase(admin, tx, keys, named.id, patch));
  return { submissionId: named.id, message: "Success to update submission.", kycStatus };
}
