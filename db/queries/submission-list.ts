import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import type { SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { ProjectId } from "@/lib/kyc/ids";

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** A row as the wire has it: the database writes the instants, so nothing is parsed twice. */
const itemColumns = sql`id, external_id as "externalId", email, full_name as "fullName", status, flags, issuing_country as "issuingCountry",
  id_type as "idType", retry_count as "retryCount", ${iso("created_at")} as "createdAt", ${iso("pending_at")} as "pendingAt",
  ${iso("kyc_result_at")} as "kycResultAt"`;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const escaped = (term: string) => term.replace(/[\\%_]/g, "\\$&");

/** A term as `search_text` is written. */
const searchable = (term: string) => term.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

/** Terms of one or two letters are sought at the start of a word, where a trigram knows them; longer ones anywhere. */
function searchCondition(q: string): SQL {
  const term = searchable(q);
  if (uuid.test(term)) return sql`id = ${term}::uuid`;
  return [...term].length < 3 ? sql`search_text like ${`% ${escaped(term)}%`}` : sql`search_text like ${`%${escaped(term)}%`}`;
}

const textArray = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

function conditions(projectId: ProjectId, filter: SubmissionFilter, now: Date): SQL[] {
  const all: SQL[] = [sql`project_id = ${projectId}`];
  if (filter.scope === "queue") all.push(sql`status = 'pending'`);
  else if (filter.status.length > 0) all.push(sql`status = any(${textArray(filter.status)})`);
  if (filter.flag.length > 0) all.push(sql`flags && ${textArray(filter.flag)}`);
  if (filter.country.length > 0) all.push(sql`issuing_country_canonical = any(${textArray(filter.country)})`);
  if (filter.idType.length > 0) all.push(sql`id_type = any(${textArray(filter.idType)})`);
  if (filter.waiting !== null) {
    const since = new Date(now.getTime() - filter.waiting * 3_600_000);
    all.push(filter.scope === "queue" ? sql`pending_at < ${since.toISOString()}::timestamptz` : sql`created_at < ${since.toISOString()}::timestamptz`);
  }
  return all;
}

/** The rows that a filter leaves. A search finds its rows by trigram first: else the planner may walk the whole age index. */
function source(projectId: ProjectId, filter: SubmissionFilter, now: Date): { with: SQL; from: SQL; where: SQL } {
  const where = sql.join(conditions(projectId, filter, now), sql` and `);
  if (filter.q === "") return { with: sql``, from: sql`submissions`, where };
  return {
    with: sql`with found as materialized (select * from submissions where ${where} and ${searchCondition(filter.q)})`,
    from: sql`found`,
    where: sql`true`,
  };
}

const isByName = (filter: SubmissionFilter) => filter.sort === "name" || filter.sort === "-name";

/**
 * A keyset page with one row more than `limit`, which tells that there is a next one. The cursor is a row's id; its
 * place is looked up by primary key. Behind `before` the rows come in reverse.
 */
export async function listSubmissionRows(db: Database, projectId: ProjectId, filter: SubmissionFilter, now: Date, limit: number): Promise<SubmissionItem[]> {
  const key = sql.raw(isByName(filter) ? "name_key" : filter.scope === "queue" ? "pending_at" : "created_at");
  const backwards = filter.before !== null;
  const descending = filter.sort.startsWith("-") !== backwards;
  const direction = sql.raw(descending ? "desc" : "asc");
  const cursor = filter.before ?? filter.after;
  const rows = source(projectId, filter, now);
  const behind =
    cursor === null
      ? sql``
      : sql` and (${key}, id) ${sql.raw(descending ? "<" : ">")} (select ${key}, id from submissions where project_id = ${projectId} and id = ${cursor}::uuid)`;

  const result = await db.execute<SubmissionItem & Record<string, unknown>>(sql`
    ${rows.with} select ${itemColumns} from ${rows.from} where ${rows.where}${behind} order by ${key} ${direction}, id ${direction} limit ${limit}`);
  return result.rows;
}

/** Counts up to `limit` rows. */
export async function countSubmissionRows(db: Database, projectId: ProjectId, filter: SubmissionFilter, now: Date, limit: number): Promise<number> {
  const rows = source(projectId, filter, now);
  const result = await db.execute<{ count: number }>(sql`
    ${rows.with} select count(*)::int as count from (select 1 from ${rows.from} where ${rows.where} limit ${limit}) counted`);
  return result.rows[0]?.count ?? 0;
}

/** The oldest waiting case, behind the place of `after` when it is given. */
export async function findOldestPending(db: Database, projectId: ProjectId, after: string | null): Promise<string | null> {
  const behind =
    after === null
      ? sql``
      : sql` and (pending_at, id) > (select coalesce(pending_at, created_at), id from submissions where project_id = ${projectId} and id = ${after}::uuid)`;
  const result = await db.execute<{ id: string }>(sql`
    select id from submissions where project_id = ${projectId} and status = 'pending'${behind} order by pending_at, id limit 1`);
  return result.rows[0]?.id ?? null;
}
