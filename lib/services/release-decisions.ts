import "server-only";
import { releaseDue } from "@/db/queries/releases";
import type { SystemContext } from "./context";

const rowsAtOnce = 200;

/** Tells the outside of decisions whose grace period is over, in every project, and answers of how many. */
export async function releaseDecisions({ db, now }: Pick<SystemContext, "db" | "now">, stopping?: AbortSignal): Promise<number> {
  let released = 0;
  while (stopping?.aborted !== true) {
    const count = await releaseDue(db, now, rowsAtOnce);
    released += count;
    if (count < rowsAtOnce) break;
  }
  return released;
}
