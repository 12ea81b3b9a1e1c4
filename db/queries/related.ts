import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import { addressKey } from "@/db/schema/submissions";
import type { Precedent, RelatedItem, Relation } from "@/lib/contracts/related";
import type { ProjectId } from "@/lib/kyc/ids";
import { iso } from "./iso";

const perRelation = 20;
/** As many as may be born on one day and are compared by name. */
const mostNamesakes = 500;

type Item = Omit<RelatedItem, "by">;

const itemColumns = sql`o.id, o.status, o.full_name as "fullName", ${iso("o.created_at")} as "createdAt", ${iso("o.kyc_result_at")} as "kycResultAt", o.reviewer,
  coalesce((select d.codes from decisions d where d.id = o.decision_id), '{}') as codes`;

/** Submissions that have one value in common with `me`, newest first, along the index of that value. */
const arm = (relation: Relation, projectId: ProjectId, same: SQL, limit = perRelation) =>
  sql`(select o.id, ${relation}::text as relation from submissions o, me where o.project_id = ${projectId} and o.id <> me.id and ${same} order by o.created_at desc limit ${limit})`;

export type RelatedRow = Item & { relations: Relation[] };

/**
 * What has something in common with a submission. `nameAndBirthDate` says no more than that the birth date is the same: names
 * are compared by the caller.
 */
export async function listRelated(db: Database, projectId: ProjectId, id: string): Promise<RelatedRow[]> {
  const arms = [
    arm("email", projectId, sql`o.email_key = me.email_key`),
    arm("documentNumber", projectId, sql`o.document_number_match = me.document_number_match`),
    arm("identityNumber", projectId, sql`o.identity_number_match = me.identity_number_match`),
    arm("ipAddress", projectId, sql`o.ip_address = me.ip_address`),
    arm("address", projectId, sql`o.address is not null and me.address is not null and ${addressKey("o")} = ${addressKey("me")}`),
    arm("nameAndBirthDate", projectId, sql`o.birth_date = me.birth_date and me.full_name is not null`, mostNamesakes),
  ];
  const { rows } = await db.execute<RelatedRow & Record<string, unknown>>(sql`
    with me as (select * from submissions where project_id = ${projectId} and id = ${id}::uuid and status <> 'deleted'),
      found as materialized (${sql.join(arms, sql` union all `)}),
      grouped as materialized (select id, array_agg(relation) as relations from found group by id)
    select ${itemColumns}, g.relations from grouped g join submissions o on o.id = g.id where o.project_id = ${projectId} order by o.created_at desc, o.id`);
  return rows;
}

/** These submissions of the project, in no order. */
export async function listRelatedByIds(db: Database, projectId: ProjectId, ids: readonly string[]): Promise<Item[]> {
  const { rows } = await db.execute<Item & Record<string, unknown>>(sql`
    select ${itemColumns} from submissions o where o.project_id = ${projectId} and o.id = any(${sql.param([...ids])}::uuid[])`);
  return rows;
}

/** The last decided of the same kind with exactly these flags, among the last `searched` of the kind. */
export async function listPrecedents(
  db: Database, projectId: ProjectId, of: { id: string; country: string; idType: string; flags: readonly string[] }, { searched, limit }: { searched: number; limit: number },
): Promise<Precedent[]> {
  const { rows } = await db.execute<Precedent & Record<string, unknown>>(sql`
    with kind as materialized (
      select id, flags, decision_id, kyc_result_at from submissions
      where project_id = ${projectId} and issuing_country_canonical = ${of.country} and id_type = ${of.idType} and status in ('approved', 'rejected')
      order by kyc_result_at desc limit ${searched}
    ), alike as materialized (
      select id, decision_id, kyc_result_at from kind
      where id <> ${of.id}::uuid and flags @> ${sql.param([...of.flags])}::text[] and flags <@ ${sql.param([...of.flags])}::text[]
      order by kyc_result_at desc limit ${limit}
    )
    select a.id, d.outcome, d.codes, d.reviewer_name as "reviewerName", ${iso("d.decided_at")} as "decidedAt",
      exists (select 1 from overturned_decisions o where o.submission_id = a.id) as "isOverturned"
    from alike a join decisions d on d.id = a.decision_id order by a.kyc_result_at desc, a.id`);
  return rows;
}
