import "server-only";
import type { Database } from "@/db";
import { events } from "@/db/schema/proposals";

/** What the outside is to be told, in the transaction of what happened; it names no person. */
export async function insertEvent(tx: Database, row: typeof events.$inferInsert): Promise<void> {
  await tx.insert(events).values(row);
}
