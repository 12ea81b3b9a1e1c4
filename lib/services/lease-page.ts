import "server-only";
import type { HeldEntry, LeasePage } from "@/db/queries/queue-entries";
import type { Lease, LeaseHolder } from "@/lib/contracts/leases";
import { ForbiddenError } from "@/lib/errors";
import { isHeld, leaseEnd } from "@/lib/kyc/review/lease";
import type { ServiceContext } from "./context";

/**
 * The page of the member who asks, with the times of a lease that begins or is renewed now.
 * @throws {ForbiddenError} for whoever is no member: only a person at a page holds a case.
 */
export function leasePage({ actor, projectId, now }: ServiceContext, holder: string): LeasePage {
  if (actor.kind !== "member") throw new ForbiddenError("This needs a member.");
  return { projectId, memberId: actor.memberId, holder, now, expiresAt: leaseEnd(now) };
}

export function leaseOf(page: LeasePage, submissionId: string, token: number): Lease {
  return { submissionId, token, expiresAt: page.expiresAt.toISOString() };
}

/** Who works on the case, as everybody may see it. */
export function holderOf(ctx: ServiceContext, entry: HeldEntry | null): LeaseHolder | null {
  if (entry === null || !isHeld(entry, ctx.now)) return null;
  const { leaseMemberId: memberId, leaseClaimedAt, leaseExpiresAt } = entry;
  if (memberId === null || leaseClaimedAt === null || leaseExpiresAt === null) return null;
  const isOwn = ctx.actor.kind === "member" && memberId === ctx.actor.memberId;
  return { memberId, memberName: entry.memberName ?? "", isOwn, claimedAt: leaseClaimedAt.toISOString(), expiresAt: leaseExpiresAt.toISOString() };
}
