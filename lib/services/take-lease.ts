import "server-only";
import { takeEntry, type LeasePage } from "@/db/queries/queue-entries";
import type { Lease, LeaseConflict, TakeLeaseInput } from "@/lib/contracts/leases";
import { ConflictError } from "@/lib/errors";
import { authorise, type ServiceContext } from "./context";
import { holderOf, leaseOf, leasePage } from "./lease-page";
import { holdRights } from "./membership";
import { openEntry } from "./open-entry";
import { loadKeys } from "./review-case";

/**
 * Takes the case that a person opened, unless another page works on it; a mere reservation keeps nobody out. Whoever has
 * it already keeps their token. One statement where it is to be had.
 * @throws {ConflictError} held, with who holds it; not_pending, already_decided, erased; proposal_open for its maker.
 * @throws {NotFoundError} for a case that does not exist or is another project's.
 */
export async function takeLease(ctx: ServiceContext, id: string, { holder }: TakeLeaseInput): Promise<Lease> {
  authorise(ctx, "submissions.claim");
  const page = leasePage(ctx, holder);
  const taken = (await takeEntry(ctx.db, page, id)) ?? (await takeLocked(ctx, page, id));
  return leaseOf(page, id, taken.token);
}

/** Says why it is not to be had, under locks; takes it when it has become free meanwhile. */
async function takeLocked(ctx: ServiceContext, page: LeasePage, id: string) {
  const keys = await loadKeys(ctx, id);
  return ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.claim");
    const { entry } = await openEntry(ctx, tx, keys, id);
    const taken = await takeEntry(tx, page, id);
    if (taken !== null) return taken;
    const details: LeaseConflict = { holder: holderOf(ctx, entry) };
    throw new ConflictError("held", "Another page holds this case.", details);
  });
}
