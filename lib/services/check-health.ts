import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db";

/** Passes while the database answers; its failure is the answer otherwise. */
export async function checkHealth(db: Database): Promise<{ status: "ok" }> {
  await db.execute(sql`select 1`);
  return { status: "ok" };
}
