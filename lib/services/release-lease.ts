import "server-only";
import { releaseEntries } from "@/db/queries/queue-entries";
import type { LeaseRef } from "@/lib/contracts/leases";
import { authorise, type ServiceContext } from "./context";
import { leasePage } from "./lease-page";

/** Frees what a page held when it is left, and its reservation with it. Nothing when it was freed or taken already. */
export async function releaseLease(ctx: ServiceContext, id: string, { holder, token }: LeaseRef): Promise<void> {
  authorise(ctx, "submissions.claim");
  await releaseEntries(ctx.db, leasePage(ctx, holder), id, token);
}
