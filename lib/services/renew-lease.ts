import "server-only";
import { findEntry, renewEntries } from "@/db/queries/queue-entries";
import type { Lease, LeaseRef } from "@/lib/contracts/leases";
import { NotFoundError } from "@/lib/errors";
import { authorise, type ServiceContext } from "./context";
import { leaseLost } from "./hold-lease";
import { holderOf, leaseOf, leasePage } from "./lease-page";

/**
 * Lengthens the lease of a page that lives, and its reservation with it.
 * @throws {ConflictError} lease_lost when it is over or was taken, with who holds the case now. {NotFoundError}
 */
export async function renewLease(ctx: ServiceContext, id: string, { holder, token }: LeaseRef): Promise<Lease> {
  authorise(ctx, "submissions.claim");
  const page = leasePage(ctx, holder);
  if (await renewEntries(ctx.db, page, id, token)) return leaseOf(page, id, token);

  const entry = await findEntry(ctx.db, ctx.projectId, id);
  if (entry === null) throw new NotFoundError("The submission");
  throw leaseLost({ holder: holderOf(ctx, entry) });
}
