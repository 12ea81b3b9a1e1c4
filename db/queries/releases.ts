import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db";

/** A job that releases what is due then; once per case, so that a decision which is taken back and made anew has one. */
export async function scheduleRelease(tx: Database, submissionId: string, dueAt: Date): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('release_decisions', '{}'::json, run_at => ${dueAt.toISOString()}::timestamptz,
    max_attempts => 1, job_key => ${`release_decisions:${submissionId}`})`);
}

/**
 * Releases at most `limit` decisions that are due, of any project, each with its event, and answers how many. What
 * somebody else holds, be it to take it back, is passed over.
 */
export async function releaseDue(db: Database, now: Date, limit: number): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await db.execute<{ id: string }>(sql`
    with due as (
      select id from submissions where release_due_at is not null and release_due_at <= ${at} order by release_due_at limit ${limit} for update skip locked
    ), released as (
      update submissions s set released_at = ${at}, release_due_at = null, updated_at = ${at} from due where s.id = due.id returning s.project_id, s.id, s.status
    )
    insert into events (project_id, submission_id, kind, at) select project_id, id, 'submission.' || status, ${at} from released returning id`);
  return rows.length;
}
