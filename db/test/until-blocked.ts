import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import type { Database } from "@/db";

/** Returns once another connection waits for a lock that the transaction holds. */
export async function untilBlockedBy(tx: Database, db: Database): Promise<void> {
  const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const waiting = async () => {
    const blocked = await db.execute(sql`select pid from pg_stat_activity where ${rows[0]?.pid} = any(pg_blocking_pids(pid))`);
    expect(blocked.rows).toHaveLength(1);
  };
  await vi.waitFor(waiting, { timeout: 10_000 });
}
