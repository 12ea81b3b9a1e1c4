import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db";

/*
 * At most `limit` rows a statement, and none that somebody holds. The list of what goes is materialised: a plan that asked
 * for it again would delete more.
 */

/** Bank codes asked for before `before`; how many went. */
export async function deleteBankCodesBefore(db: Database, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with expired as materialized (
      select submission_id from bank_authentications where requested_at < ${before.toISOString()}::timestamptz limit ${limit} for update skip locked
    )
    delete from bank_authentications b using expired e where b.submission_id = e.submission_id`);
  return rowCount ?? 0;
}

/** Answers kept since before `before`; how many went. */
export async function deleteAnswersBefore(db: Database, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with expired as materialized (
      select api_key_id, route, key from idempotent_answers where created_at < ${before.toISOString()}::timestamptz limit ${limit} for update skip locked
    )
    delete from idempotent_answers a using expired e where (a.api_key_id, a.route, a.key) = (e.api_key_id, e.route, e.key)`);
  return rowCount ?? 0;
}

/** Counts of API keys whose minute was over at `at`; how many went. */
export async function deleteRateLimitsOverAt(db: Database, at: Date, limit: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with expired as materialized (select key from rate_limits where expire < ${at.getTime()} limit ${limit} for update skip locked)
    delete from rate_limits r using expired e where r.key = e.key`);
  return rowCount ?? 0;
}
