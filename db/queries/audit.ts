import "server-only";
import { and, asc, desc, eq, gt, gte, lt, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { auditEntries, auditHeads, auditValues } from "@/db/schema/audit";
import type { ProjectId } from "@/lib/kyc/ids";
import { toldSql } from "./live";

export type AuditEntryRow = typeof auditEntries.$inferSelect;
export type AuditValueRow = typeof auditValues.$inferSelect;

export async function insertAuditHead(tx: Database, projectId: ProjectId): Promise<void> {
  await tx.insert(auditHeads).values({ projectId, seq: 0, hash: Buffer.alloc(32) });
}

/** Holds the chain until the transaction ends: take it last. */
export async function lockAuditHead(tx: Database, projectId: ProjectId): Promise<{ seq: number; hash: Buffer }> {
  const [head] = await tx.select({ seq: auditHeads.seq, hash: auditHeads.hash }).from(auditHeads).where(eq(auditHeads.projectId, projectId)).for("update");
  if (!head) throw new Error("The project has no audit chain.");
  return head;
}

/** Entries, their values and the new head in one statement; pages hear of the cases among them when it is committed. */
export async function insertAuditEntries(tx: Database, entries: readonly AuditEntryRow[], values: readonly AuditValueRow[]): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  const cases = entries.flatMap(({ subjectType, subjectId, action }) => (subjectType === "submission" ? [{ id: subjectId, act: action }] : []));
  const told = cases.length === 0 ? sql`` : sql` returning ${toldSql({ projectId: last.projectId, cases })}`;
  const entryRows = entries.map(
    (row) => sql`(${row.projectId}::uuid, ${row.seq}::bigint, ${row.at.toISOString()}::timestamptz, ${row.actorKind}, ${row.actorId}, ${row.actorLabel},
      ${row.ipAddress}, ${row.action}, ${row.subjectType}, ${row.subjectId}, ${JSON.stringify(row.fields)}::jsonb, ${row.previousHash}::bytea, ${row.hash}::bytea)`,
  );
  const valueRows = values.map((row) => sql`(${row.projectId}::uuid, ${row.seq}::bigint, ${row.field}, ${row.sealed}::bytea)`);
  const insertValues =
    valueRows.length === 0
      ? sql``
      : sql`, inserted_values as (insert into audit_values (project_id, seq, field, sealed) values ${sql.join(valueRows, sql`, `)})`;

  await tx.execute(sql`
    with inserted as (
      insert into audit_entries (project_id, seq, at, actor_kind, actor_id, actor_label, ip_address, action, subject_type, subject_id, fields, previous_hash, hash)
      values ${sql.join(entryRows, sql`, `)}
    )${insertValues}
    update audit_heads set seq = ${last.seq}, hash = ${last.hash} where project_id = ${last.projectId}${told}`);
}

export interface AuditQuery {
  action?: string;
  actor?: string;
  subject?: string;
  from?: Date;
  to?: Date;
  before?: number;
  limit: number;
}

/** Newest first. */
export async function listAuditEntries(db: Database, projectId: ProjectId, query: AuditQuery): Promise<AuditEntryRow[]> {
  return db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.projectId, projectId),
        query.action === undefined ? undefined : eq(auditEntries.action, query.action),
        query.actor === undefined ? undefined : eq(auditEntries.actorLabel, query.actor),
        query.subject === undefined ? undefined : eq(auditEntries.subjectId, query.subject),
        query.from === undefined ? undefined : gte(auditEntries.at, query.from),
        query.to === undefined ? undefined : lt(auditEntries.at, query.to),
        query.before === undefined ? undefined : lt(auditEntries.seq, query.before),
      ),
    )
    .orderBy(desc(auditEntries.seq))
    .limit(query.limit);
}

/** The chain from its beginning, a batch after `after`. */
export async function listChain(db: Database, projectId: ProjectId, after: number, limit: number): Promise<AuditEntryRow[]> {
  return db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.projectId, projectId), gt(auditEntries.seq, after)))
    .orderBy(asc(auditEntries.seq))
    .limit(limit);
}

export async function listAuditValues(db: Database, projectId: ProjectId, from: number, to: number): Promise<AuditValueRow[]> {
  return db
    .select()
    .from(auditValues)
    .where(and(eq(auditValues.projectId, projectId), gte(auditValues.seq, from), lt(auditValues.seq, to + 1)))
    .orderBy(asc(auditValues.seq), asc(auditValues.field));
}

export async function findAuditHead(db: Database, projectId: ProjectId): Promise<{ seq: number; hash: Buffer } | null> {
  const [head] = await db.select({ seq: auditHeads.seq, hash: auditHeads.hash }).from(auditHeads).where(eq(auditHeads.projectId, projectId));
  return head ?? null;
}

/** Where in the chain each erased submission was erased: its values from before may be empty. */
export async function listErasures(db: Database, projectId: ProjectId): Promise<Map<string, number>> {
  const rows = await db
    .select({ subjectId: auditEntries.subjectId, seq: auditEntries.seq })
    .from(auditEntries)
    .where(and(eq(auditEntries.projectId, projectId), eq(auditEntries.action, "submission.erased")));
  return new Map(rows.map((row) => [row.subjectId, row.seq]));
}

/** Where in the chain parts of submissions were deleted, and the names of the parts: values from before may be empty. */
export async function listPartDeletions(db: Database, projectId: ProjectId): Promise<Map<string, { seq: number; names: string[] }[]>> {
  const rows = await db
    .select({ subjectId: auditEntries.subjectId, seq: auditEntries.seq, fields: auditEntries.fields })
    .from(auditEntries)
    .where(and(eq(auditEntries.projectId, projectId), eq(auditEntries.action, "submission.parts_deleted")));
  const deletions = new Map<string, { seq: number; names: string[] }[]>();
  for (const { subjectId, seq, fields } of rows) deletions.set(subjectId, [...(deletions.get(subjectId) ?? []), { seq, names: fields.map((field) => field.name) }]);
  return deletions;
}

/** Empties the values of all entries about a subject, or of the named fields in those before the last of the chain; the chain over their hashes stays whole. */
export async function emptyAuditValues(tx: Database, projectId: ProjectId, subjectId: string, fields?: ReadonlySet<string>): Promise<void> {
  const isNamed = fields === undefined ? sql`true` : sql`v.field in ${[...fields]} and v.seq < (select h.seq from audit_heads h where h.project_id = ${projectId})`;
  await tx.execute(sql`
    update audit_values v set sealed = null from audit_entries e
    where e.project_id = ${projectId} and e.subject_id = ${subjectId} and v.project_id = e.project_id and v.seq = e.seq and v.sealed is not null and ${isNamed}`);
}
