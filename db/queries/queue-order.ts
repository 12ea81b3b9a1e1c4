import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import { isFiltered, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { ProjectId } from "@/lib/kyc/ids";

/** A case's place in the queue as the wire has it; `id` is the column that names the case. */
export const entryJsonOf = (id: string) => sql`(select json_build_object('priority', q.priority, 'isPriorityByHand', q.is_priority_by_hand,
  'assignee', case when m.id is null then null else json_build_object('id', m.id, 'name', m.name) end)
  from queue_entries q left join members m on m.id = q.assignee_id where q.submission_id = ${sql.raw(id)})`;

export const entryJson = entryJsonOf("submissions.id");

/** Of a waiting case, whose it is: a member's, or nobody's. */
export function isAssigned(projectId: ProjectId, assignee: string): SQL {
  if (assignee === "nobody") return sql`not exists (select from queue_entries where submission_id = id and is_waiting and assignee_id is not null)`;
  return sql`id in (select submission_id from queue_entries where project_id = ${projectId} and is_waiting and assignee_id = ${assignee}::uuid)`;
}

/** As many entries are read in their order before what the filter leaves is sought by its own indexes. */
const walk = 2_000;

/** The order of claims, in columns that all rise: `queue_entries_order_idx`. */
const place = sql.raw("-priority, coalesce(due_at, 'infinity'::timestamptz), pending_at, submission_id");
const placeColumns = sql.raw("submission_id, -priority as place_rank, coalesce(due_at, 'infinity'::timestamptz) as place_due, pending_at as place_since");

/**
 * Ids of waiting cases in the order that they are claimed in, whoever holds them or has them assigned; `-priority` is the
 * reverse. A keyset page behind the place of the cursor, read as `limit` rows in the order of the page.
 */
export async function listIdsByPriority(db: Database, projectId: ProjectId, filter: SubmissionFilter, conditions: readonly SQL[], limit: number): Promise<string[]> {
  const descending = (filter.sort === "-priority") !== (filter.before !== null);
  const direction = sql.raw(descending ? "desc" : "asc");
  const cursor = filter.before ?? filter.after;
  const behind =
    cursor === null
      ? sql``
      : sql`and (${place}) ${sql.raw(descending ? "<" : ">")} (select ${place} from queue_entries where project_id = ${projectId} and submission_id = ${cursor}::uuid)`;
  const ordered = sql`place_rank ${direction}, place_due ${direction}, place_since ${direction}, submission_id ${direction}`;
  const entries = sql`select ${placeColumns} from queue_entries where project_id = ${projectId} and is_waiting ${behind}`;
  const inOrder = sql.raw(["-priority", "coalesce(due_at, 'infinity'::timestamptz)", "pending_at", "submission_id"].map((column) => `${column} ${descending ? "desc" : "asc"}`).join(", "));
  const passing = sql`from walked join submissions on id = submission_id where ${sql.join([...conditions], sql` and `)}`;

  const near = await db.execute<{ id: string | null; isCut: boolean }>(sql`
    with walked as materialized (${entries} order by ${inOrder} limit ${isFiltered(filter) ? walk : limit}),
      near as materialized (select submission_id, row_number() over (order by ${ordered}) as number ${passing} order by ${ordered} limit ${limit})
    select submission_id as id, "isCut" from
      (select (select count(*) from near) < ${limit} and (select count(*) from walked) = ${walk} as "isCut") state left join near on true order by number`);
  if (!near.rows[0]?.isCut) return near.rows.flatMap(({ id }) => id ?? []);

  const all = await db.execute<{ id: string }>(sql`with walked as (${entries}) select submission_id as id ${passing} order by ${ordered} limit ${limit}`);
  return all.rows.map(({ id }) => id);
}
