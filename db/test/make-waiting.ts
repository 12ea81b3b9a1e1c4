import { sql } from "drizzle-orm";
import type { MemberContext } from "@/lib/services/context";

/** Waiting cases in bulk, a second apart: nothing but their place in the queue is looked at, and they have no key. */
export async function makeWaiting({ db, projectId, now }: MemberContext, count: number): Promise<void> {
  await db.execute(sql`
    insert into submissions (id, project_id, source, status, version, retry_count, flags, created_at, updated_at, pending_at)
    select gen_random_uuid(), ${projectId}, 'import', 'pending', 1, 0, '{}', at, at, at
    from (select ${now.toISOString()}::timestamptz - n * interval '1 second' as at from generate_series(1, ${count}::int) n) waiting`);
}
