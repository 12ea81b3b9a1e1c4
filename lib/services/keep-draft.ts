import "server-only";
import { putDraft } from "@/db/queries/drafts";
import { lockSubmission } from "@/db/queries/submissions";
import type { KeepDraftInput } from "@/lib/contracts/drafts";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { authorise, memberIdOf, type ServiceContext } from "./context";
import { holdRights } from "./membership";
import { assertPending, loadKeys } from "./review-case";
import { sealDraft } from "./sealed-draft";

/**
 * Keeps what a member has typed on a case that waits, sealed under the case's key, so that a lost tab loses nothing. It
 * needs no lease, for it changes nothing of the case, and is not audited.
 * @throws {ConflictError} already_decided, not_pending, erased. {NotFoundError}
 */
export async function keepDraft(ctx: ServiceContext, id: string, { version, ...typed }: KeepDraftInput): Promise<void> {
  authorise(ctx, "submissions.decide");
  const memberId = memberIdOf(ctx.actor);
  if (memberId === null) throw new ForbiddenError("This needs a member.");
  const keys = await loadKeys(ctx, id);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.decide");
    const locked = await lockSubmission(tx, ctx.projectId, id);
    if (!locked) throw new NotFoundError("The submission");
    const { submission: key } = await assertPending(tx, locked.submission, keys);
    await putDraft(tx, { submissionId: id, memberId, projectId: ctx.projectId, version, sealed: sealDraft(key, memberId, typed), updatedAt: ctx.now });
  });
}
