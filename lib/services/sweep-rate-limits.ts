import "server-only";
import { deleteRateLimitsOverAt } from "@/db/queries/expired-rows";
import type { SystemContext } from "./context";
import { deleteInBatches } from "./delete-in-batches";

/** Deletes the counts of requests whose minute is over. How many went. */
export function sweepRateLimits({ db, now }: Pick<SystemContext, "db" | "now">, stopping?: AbortSignal): Promise<number> {
  return deleteInBatches((limit) => deleteRateLimitsOverAt(db, now, limit), stopping);
}
