import "server-only";
import { claimEntry, countUnoffered, freeExpired, skipEntry } from "@/db/queries/queue-entries";
import type { Claimed, ClaimNextInput } from "@/lib/contracts/leases";
import { ForbiddenError, UnauthenticatedError } from "@/lib/errors";
import { can } from "@/lib/kyc/roles";
import { authorise, type ServiceContext } from "./context";
import { leaseOf, leasePage } from "./lease-page";

/**
 * Gives the page the next case: the one that it reserved, else the first that is the member's own, else the first that is
 * nobody's. A page has one case and one reserved: what it had is freed when it gets another, and kept when it gets none.
 * The role is read again in the same statement. A claim writes nothing else and is not audited, so one statement does.
 */
export async function claimNext(ctx: ServiceContext, { holder, soft, skip }: ClaimNextInput): Promise<Claimed> {
  authorise(ctx, "submissions.claim");
  const page = leasePage(ctx, holder);
  if (skip !== null) await skipEntry(ctx.db, page, skip);

  const claimed = (await claimEntry(ctx.db, page, { isSoft: soft, isLast: false })) ?? (await claimFreed());
  if (claimed !== null) return { lease: leaseOf(page, claimed.submissionId, claimed.token), held: 0, skipped: 0 };

  const { role, held, skipped } = await countUnoffered(ctx.db, page);
  if (role === null) throw new UnauthenticatedError();
  if (!can(role, "submissions.claim")) throw new ForbiddenError();
  return { lease: null, held, skipped };

  async function claimFreed() {
    await freeExpired(ctx.db, page.projectId, page.now);
    return claimEntry(ctx.db, page, { isSoft: soft, isLast: true });
  }
}
