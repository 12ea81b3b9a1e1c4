import "server-only";
import { takeEntry } from "@/db/queries/queue-entries";
import type { Lease, TakeOverLeaseInput } from "@/lib/contracts/leases";
import { BadInputError, ConflictError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { holderOf, leaseOf, leasePage } from "./lease-page";
import { holdRights } from "./membership";
import { openEntry } from "./open-entry";
import { loadKeys } from "./review-case";

/**
 * Takes a case from the page that holds it: from one's own without a word, from another person's with a reason, which is
 * audited. What that page still sends is refused: its token is old.
 * @throws {ForbiddenError} when a case of another person, or any with a reason, is not for the actor to take.
 * @throws {BadInputError} when another person's is taken without a reason.
 * @throws {ConflictError} not_pending, already_decided, erased; proposal_open for its maker. {NotFoundError}
 */
export async function takeOverLease(ctx: ServiceContext, id: string, { holder, reason }: TakeOverLeaseInput): Promise<Lease> {
  const permission = reason === null ? "submissions.claim" : "submissions.take_over";
  authorise(ctx, permission);
  const page = leasePage(ctx, holder);
  const keys = await loadKeys(ctx, id);

  return ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, permission);
    const { entry, keys: held } = await openEntry(ctx, tx, keys, id);
    const before = holderOf(ctx, entry);
    const isOthers = before !== null && !before.isOwn;
    if (isOthers && reason === null) throw needsReason(ctx);

    const taken = await takeEntry(tx, page, id, { isForced: true });
    if (taken === null) throw new ConflictError("held", "Another page holds this case.", { holder: before });
    if (isOthers) {
      const changes = [{ field: "holder", old: before.memberName, new: null }, { field: "reason", old: null, new: reason }];
      await appendAudit(tx, ctx, held.submission, [{ action: "submission.taken_over", subjectId: id, changes }]);
    }
    return leaseOf(page, id, taken.token);
  });
}

function needsReason(ctx: ServiceContext): BadInputError {
  authorise(ctx, "submissions.take_over");
  return new BadInputError("Say why you take it over.", [{ path: "reason", message: "is missing" }]);
}
