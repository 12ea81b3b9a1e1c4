import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertEvent } from "@/db/queries/events";
import { insertResubmission } from "@/db/queries/resubmissions";
import { updateSubmission } from "@/db/queries/submissions";
import type { RequestResubmissionInput } from "@/lib/contracts/resubmissions";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { BadInputError, ForbiddenError, UnprocessableError } from "@/lib/errors";
import { imageKinds } from "@/lib/kyc/images";
import { decideReview } from "@/lib/kyc/review/decision";
import { codesFor } from "@/lib/kyc/review/resubmission";
import { appendAudit } from "./append-audit";
import { assertFilled } from "./assert-filled";
import { authorise, type MemberContext, type ServiceContext } from "./context";
import type { Verdict } from "./decide-case";
import { pauseCase } from "./enqueue-case";
import { getSubmission } from "./get-submission";
import { holdRights } from "./membership";
import { assertNoProposal } from "./propose-decision";
import { loadKeys, openCase, type ReviewCase } from "./review-case";
import { sealComments } from "./sealed-comments";

/**
 * What the applicant will read. An image that never came can be asked for as well, so every kind counts as there.
 * @throws {UnprocessableError} code_not_available for a code that speaks of another image.
 */
function messagesOf({ kind, codes, otherText }: RequestResubmissionInput): Verdict {
  const fitting = codesFor(kind);
  const stray = codes.find((code) => !fitting.some((known) => known === code));
  if (stray !== undefined) throw new UnprocessableError("code_not_available", "A code that was chosen does not speak of this image.", { code: stray });
  const decided = decideReview({ chosen: codes, otherText, results: [], images: imageKinds });
  if (!("refusal" in decided)) return decided;
  const { refusal } = decided;
  throw new BadInputError("The request is not complete.", [{ path: refusal.reason === "no_code" ? "codes" : "otherText", message: refusal.message }]);
}

/** A case goes to a person's applicant and comes back to that person. */
function asMember(ctx: ServiceContext): MemberContext["actor"] {
  if (ctx.actor.kind !== "member") throw new ForbiddenError("This needs a member.");
  return ctx.actor;
}

async function ask(ctx: ServiceContext, tx: Database, { submission, policy, keys }: ReviewCase, { kind }: RequestResubmissionInput, { codes, comments }: Verdict): Promise<void> {
  const { id, version } = submission;
  const actor = asMember(ctx);
  const requestId = randomUUID();
  await pauseCase(tx, ctx, id, policy.options, actor.memberId);
  await insertResubmission(tx, {
    id: requestId, projectId: ctx.projectId, submissionId: id, kind, codes, commentsSealed: sealComments(keys.submission, requestId, comments),
    memberId: actor.memberId, memberName: actor.name, requestedAt: ctx.now,
  });
  await updateSubmission(tx, ctx.projectId, id, { status: "incomplete", resubmissionKind: kind, stepClockAt: ctx.now, version: version + 1, updatedAt: ctx.now });
  await insertEvent(tx, { projectId: ctx.projectId, submissionId: id, kind: "submission.resubmission_requested", at: ctx.now });
  const changes = [
    { field: "status", old: "pending", new: "incomplete" },
    { field: "resubmissionKind", old: null, new: kind },
    { field: "commentCode", old: null, new: JSON.stringify(codes) },
    { field: "comment", old: null, new: JSON.stringify(comments) },
  ];
  await appendAudit(tx, ctx, keys.submission, [{ action: "submission.resubmission_requested", subjectId: id, changes }]);
}

/**
 * Asks the applicant of a pending case to send an image again. Until they do, or 72 hours are over, the case is incomplete
 * and its SLA stands still; then it waits again, assigned to who asked.
 * @throws {ConflictError} as `openCase`; proposal_open while a decision on it waits for a second person.
 * @throws {UnprocessableError} code_not_available for a code that speaks of another image.
 */
export async function requestResubmission(ctx: ServiceContext, id: string, input: RequestResubmissionInput): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.decide");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.decide");
    const review = await openCase(ctx, tx, keys, id, input, {});
    await assertNoProposal(ctx, tx, review);
    await assertFilled(tx, ctx.projectId, input.otherText);
    await ask(ctx, tx, review, input, messagesOf(input));
  });
  return getSubmission(ctx, id);
}
