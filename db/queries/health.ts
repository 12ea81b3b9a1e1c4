import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db";

/** Passes while the database answers. */
export async function ping(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
