import "server-only";
import type { Database } from "@/db";
import { lockAuditHead } from "@/db/queries/audit";
import type { ServiceContext } from "./context";

/**
 * Whether a transaction that failed is stored after all; `null` when that cannot be known. A connection that broke during
 * the commit leaves it open: the commit holds the chain's head, so whoever gets that sees how it ended.
 */
export async function wasCommitted(ctx: ServiceContext, isThere: (tx: Database) => Promise<boolean>): Promise<boolean | null> {
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockAuditHead(tx, ctx.projectId);
      return isThere(tx);
    });
  } catch {
    return null;
  }
}
