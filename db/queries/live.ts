import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import type { LiveNotice } from "@/lib/contracts/live";
import type { ProjectId } from "@/lib/kyc/ids";

/** What every process of the desk listens to. */
export const liveChannel = "verdict_live";

/** A notice holds at most 8,000 bytes; with room for what names it. */
const longestNotice = 7_500;

function payloadOf(notice: LiveNotice): string {
  const whole = JSON.stringify(notice);
  return Buffer.byteLength(whole) <= longestNotice ? whole : JSON.stringify({ projectId: notice.projectId, cases: null } satisfies LiveNotice);
}

/** An expression that tells every process, when its transaction commits and only then. */
export const toldSql = (notice: LiveNotice): SQL => sql`pg_notify(${liveChannel}, ${payloadOf(notice)})`;

export async function tellLive(db: Database, notice: LiveNotice): Promise<void> {
  await db.execute(sql`select ${toldSql(notice)}`);
}

/** How many cases wait in each of the projects, counted until `limit`, in one statement. */
export async function countWaiting(db: Database, projectIds: readonly ProjectId[], limit: number): Promise<Map<ProjectId, number>> {
  const { rows } = await db.execute<{ projectId: ProjectId; waiting: number }>(sql`
    select p.id as "projectId", (select count(*)::int from (select 1 from submissions where project_id = p.id and status = 'pending' limit ${limit}) counted) as waiting
    from unnest(${sql.param([...projectIds])}::uuid[]) as p (id)`);
  return new Map(rows.map(({ projectId, waiting }) => [projectId, waiting]));
}
