import "server-only";
import { deleteBankCodesBefore } from "@/db/queries/expired-rows";
import { bankCodeMinutes } from "@/lib/kyc/intake/clocks";
import type { SystemContext } from "./context";
import { deleteInBatches } from "./delete-in-batches";

/** Deletes the bank codes that Step 2 takes no more: those older than ten minutes. How many went. */
export function expireBankCodes({ db, now }: Pick<SystemContext, "db" | "now">, stopping?: AbortSignal): Promise<number> {
  const before = new Date(now.getTime() - bankCodeMinutes * 60 * 1000);
  return deleteInBatches((limit) => deleteBankCodesBefore(db, before, limit), stopping);
}
