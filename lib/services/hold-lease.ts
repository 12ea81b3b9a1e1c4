import "server-only";
import type { Database } from "@/db";
import { lockEntry } from "@/db/queries/queue-entries";
import type { LeaseConflict, LeaseRef } from "@/lib/contracts/leases";
import { ConflictError } from "@/lib/errors";
import { permitsWrite } from "@/lib/kyc/review/lease";
import type { ServiceContext } from "./context";
import { holderOf } from "./lease-page";

/**
 * Keeps the lease that a write comes with until the commit; locked after the case.
 * @throws {ConflictError} lease_lost, with who holds the case now.
 */
export async function holdLease(ctx: ServiceContext, tx: Database, id: string, { holder, token }: LeaseRef): Promise<void> {
  const entry = await lockEntry(tx, ctx.projectId, id);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : "";
  if (entry !== null && permitsWrite(entry, { memberId, holder, token }, ctx.now)) return;
  throw leaseLost({ holder: holderOf(ctx, entry) });
}

export function leaseLost(details: LeaseConflict): ConflictError {
  return new ConflictError("lease_lost", "This page does not hold the case any more. Nothing was written.", details);
}
