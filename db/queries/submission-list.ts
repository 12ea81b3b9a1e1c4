import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { isFiltered, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { ProjectId } from "@/lib/kyc/ids";
import { iso } from "./iso";
import { entryJson, isAssigned, listIdsByPriority } from "./queue-order";
import { searchTermOf } from "./search-terms";

/** Who reads a list, and when. */
export interface ListReader {
  memberId: string | null;
  now: Date;
}

/** A row as the wire has it. Its place in the queue and who holds it are looked up by its key, for the rows of the page alone. */
const itemColumns = ({ memberId, now }: ListReader) => sql`id, external_id as "externalId", email, full_name as "fullName", status, flags, issuing_country as "issuingCountry",
  id_type as "idType", retry_count as "retryCount", ${iso("created_at")} as "createdAt", ${iso("pending_at")} as "pendingAt",
  ${iso("kyc_result_at")} as "kycResultAt",
  version, ${entryJson} as entry,
  (select json_build_object('memberName', m.name, 'isOwn', m.id is not distinct from ${memberId}::uuid) from queue_entries q left join members m on m.id = q.lease_member_id
    where q.submission_id = submissions.id and not q.lease_is_soft and q.lease_expires_at > ${now.toISOString()}::timestamptz) as holder,
  (select ${iso("q.due_at")} from queue_entries q where q.submission_id = submissions.id and q.is_waiting) as "dueAt",
  (select ${iso("max(r.answered_at)")} from resubmission_requests r where r.submission_id = submissions.id) as "resubmittedAt"`;

type ItemRow = SubmissionItem & Record<string, unknown>;

const textArray = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** When a case came to the list: to the queue when it began to wait. */
const arrival = (filter: SubmissionFilter) => sql.raw(filter.scope === "queue" ? "pending_at" : "created_at");

/** What a filter asks for and an index in the list's order can answer. */
function conditions(projectId: ProjectId, filter: SubmissionFilter, now: Date): SQL[] {
  const all: SQL[] = [sql`project_id = ${projectId}`];
  const term = searchTermOf(filter.q);
  if (term.kind === "id") all.push(sql`id = ${term.id}::uuid`);
  if (term.kind === "nowhere") all.push(sql`false`);
  if (filter.scope === "queue") all.push(sql`status = 'pending'`);
  else if (filter.status.length > 0) all.push(sql`status = any(${textArray(filter.status)})`);
  if (filter.country.length > 0) all.push(sql`issuing_country_canonical = any(${textArray(filter.country)})`);
  if (filter.idType.length > 0) all.push(sql`id_type = any(${textArray(filter.idType)})`);
  if (filter.waiting !== null) all.push(sql`${arrival(filter)} < ${new Date(now.getTime() - filter.waiting * 3_600_000).toISOString()}::timestamptz`);
  return all;
}

/** What it asks for besides: words, flags and whose it is, whose indexes know no order. Null when it asks for neither. */
function sieveOf(projectId: ProjectId, filter: SubmissionFilter): SQL | null {
  const term = searchTermOf(filter.q);
  const all: SQL[] = [];
  if (term.kind === "like") all.push(sql`search_text like ${term.pattern}`);
  if (filter.flag.length > 0) all.push(sql`flags && ${textArray(filter.flag)}`);
  if (filter.assignee !== null) all.push(isAssigned(projectId, filter.assignee));
  return all.length === 0 ? null : sql.join(all, sql` and `);
}

function allConditions(projectId: ProjectId, filter: SubmissionFilter, now: Date): SQL[] {
  const sieve = sieveOf(projectId, filter);
  return [...conditions(projectId, filter, now), ...(sieve === null ? [] : [sieve])];
}

const isByName = (filter: SubmissionFilter) => filter.sort === "name" || filter.sort === "-name";

/** A page before it is read: which rows, by which key, in which order, and how many. */
interface PagePlan {
  where: SQL;
  key: SQL;
  order: SQL;
  limit: number;
}

/** The cursor is a row's id; its place is looked up by primary key. Behind `before` the rows come in reverse. */
function planPage(projectId: ProjectId, filter: SubmissionFilter, now: Date, limit: number): PagePlan {
  const key = isByName(filter) ? sql`name_key` : arrival(filter);
  const descending = filter.sort.startsWith("-") !== (filter.before !== null);
  const direction = sql.raw(descending ? "desc" : "asc");
  const where = conditions(projectId, filter, now);
  const cursor = filter.before ?? filter.after;
  if (cursor !== null) {
    // A case that never waited has its place by its creation.
    const place = isByName(filter) ? key : sql`coalesce(${key}, created_at)`;
    where.push(sql`(${key}, id) ${sql.raw(descending ? "<" : ">")} (select ${place}, id from submissions where project_id = ${projectId} and id = ${cursor}::uuid)`);
  }
  return { where: sql.join(where, sql` and `), key, order: sql`${key} ${direction}, id ${direction}`, limit };
}

/**
 * How many rows are read in order before those that pass the sieve are sought by its own indexes. By creation rows lie
 * side by side; in another order, or when a filter leaves some of them, all over the table, where each costs eight times
 * as much.
 */
function walkOf(filter: SubmissionFilter): number {
  const isDense = filter.scope === "all" && !isByName(filter) && !isFiltered({ ...filter, q: "", flag: [], waiting: null });
  return isDense ? 8_000 : 2_000;
}

/**
 * Seeks the page among the next `walk` rows in its order: there a common term or flag has it, however large the table
 * is. Null when more rows follow and the page is not full.
 */
async function walkToPage(db: Database, reader: ListReader, { where, key, order, limit }: PagePlan, sieve: SQL, walk: number): Promise<SubmissionItem[] | null> {
  const { rows } = await db.execute<ItemRow & { isCut: boolean }>(sql`
    with walked as materialized (select id, ${key}, search_text, flags from submissions where ${where} order by ${order} limit ${walk}),
      near as materialized (select id from walked where ${sieve} order by ${order} limit ${limit})
    select "isCut", item.* from
      (select case when (select count(*) from near) = ${limit} then false else (select count(*) from walked) = ${walk} end as "isCut") state
      left join (select ${itemColumns(reader)}, row_number() over (order by ${order}) as place from submissions where id = any(array(select id from near))) item on true
    order by place`);
  if (rows[0]?.isCut) return null;
  return rows.filter((row) => row.id !== null).map(({ isCut: _isCut, place: _place, ...item }) => item);
}

/** The page of what is rare: the rows that pass the sieve are found by its indexes, whatever their order, and only keys are sorted. */
async function findPage(db: Database, reader: ListReader, { where, key, order, limit }: PagePlan, sieve: SQL): Promise<SubmissionItem[]> {
  const { rows } = await db.execute<ItemRow>(sql`
    with found as materialized (select id, ${key} from submissions where ${where} and ${sieve})
    select ${itemColumns(reader)} from submissions where id = any(array(select id from found order by ${order} limit ${limit})) order by ${order}`);
  return rows;
}

/** A keyset page with one row more than `limit` asks, which tells that there is a next one. */
export async function listSubmissionRows(db: Database, projectId: ProjectId, filter: SubmissionFilter, reader: ListReader, limit: number): Promise<SubmissionItem[]> {
  if (filter.sort === "priority" || filter.sort === "-priority") {
    const ids = await listIdsByPriority(db, projectId, filter, allConditions(projectId, filter, reader.now), limit);
    const items = new Map((await listSubmissionItems(db, projectId, reader, ids)).map((item) => [item.id, item]));
    return ids.flatMap((id) => items.get(id) ?? []);
  }
  const page = planPage(projectId, filter, reader.now, limit);
  const sieve = sieveOf(projectId, filter);
  if (sieve !== null) return (await walkToPage(db, reader, page, sieve, walkOf(filter))) ?? findPage(db, reader, page, sieve);

  const { rows } = await db.execute<ItemRow>(sql`select ${itemColumns(reader)} from submissions where ${page.where} order by ${page.order} limit ${limit}`);
  return rows;
}

/** The rows of these cases, in no order. */
export async function listSubmissionItems(db: Database, projectId: ProjectId, reader: ListReader, ids: readonly string[]): Promise<SubmissionItem[]> {
  const { rows } = await db.execute<ItemRow>(sql`select ${itemColumns(reader)} from submissions where project_id = ${projectId} and id = any(${sql.param([...ids])}::uuid[])`);
  return rows;
}

/** Counts up to `limit` rows; with `since`, only those that came later. */
export async function countSubmissionRows(
  db: Database, projectId: ProjectId, filter: SubmissionFilter, now: Date, { limit, since }: { limit: number; since?: Date },
): Promise<number> {
  const all = allConditions(projectId, filter, now);
  if (since !== undefined) all.push(sql`${arrival(filter)} > ${since.toISOString()}::timestamptz`);
  // Planned for all rows, read until the limit: a plan made for the limit may hope for rows that never come.
  const result = await db.execute<{ count: number }>(sql`
    with found as materialized (select 1 from submissions where ${sql.join(all, sql` and `)})
    select count(*)::int as count from (select 1 from found limit ${limit}) counted`);
  return result.rows[0]?.count ?? 0;
}

/** Whether a cursor's row is in the project. */
export async function hasSubmission(db: Database, projectId: ProjectId, id: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select 1 from submissions where project_id = ${projectId} and id = ${id}::uuid`);
  return rows.length > 0;
}
