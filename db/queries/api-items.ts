import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { PlainFields } from "@/lib/kyc/fields";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ImageKind, ResubmissionKind } from "@/lib/kyc/images";
import type { Address } from "@/lib/kyc/intake/address";
import type { CustomOptions } from "@/lib/kyc/intake/custom-options";
import type { ProjectOptions } from "@/lib/kyc/options";
import { iso } from "./iso";

export interface ApiAttempt {
  id: string;
  number: number;
  retryCodes: string[];
  retryMessages: string[];
  faceSimilarityScore: number | null;
  livenessScore: number | null;
  /** Hexadecimal; `null` once it was emptied. */
  trace: string | null;
}

/** A submission with all that the API's item shows of it. What is sealed inside JSON comes as hexadecimal text. */
export interface ApiItemRow extends Record<string, unknown>, PlainFields {
  id: string;
  email: string | null;
  userid: string | null;
  status: SubmissionRow["status"];
  isReleased: boolean;
  idType: SubmissionRow["idType"];
  claimed: PlainFields | null;
  printed: PlainFields | null;
  mrz: PlainFields | null;
  numbers: Buffer | null;
  ocrRaw: Buffer | null;
  address: Address | null;
  customFields: (string | null)[] | null;
  customOptions: CustomOptions;
  ipAddress: string | null;
  memo: { text: string; updatedAt: string } | null;
  reviewer: string | null;
  createdAt: string;
  updatedAt: string;
  pendingAt: string | null;
  kycResultAt: string | null;
  attempts: ApiAttempt[];
  images: { id: string; kind: ImageKind }[];
  decision: { id: string; codes: string[]; commentsSealed: string | null; beforeSealed: string | null } | null;
  /** What the applicant is asked to send again now. */
  asked: { id: string; kind: ResubmissionKind; codes: string[]; commentsSealed: string | null } | null;
  options: ProjectOptions;
}

export interface ItemFilter {
  id: string | null;
  userids: readonly string[] | null;
  emails: readonly string[] | null;
  from: Date | null;
  /** Not included. */
  before: Date | null;
  /** The last row of the page before. */
  after: { id: string; createdAt: string } | null;
}

const textArray = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

function conditions(projectId: ProjectId, { id, from, before, after }: ItemFilter): SQL[] {
  const all: SQL[] = [sql`project_id = ${projectId}`];
  if (id !== null) all.push(sql`id = ${id}::uuid`);
  if (from !== null) all.push(sql`created_at >= ${from.toISOString()}::timestamptz`);
  if (before !== null) all.push(sql`created_at < ${before.toISOString()}::timestamptz`);
  if (after !== null) all.push(sql`(created_at, id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`);
  return all;
}

/** What names its rows by an index of its own: found there whatever the order, and the few of them sorted. */
function named({ userids, emails }: ItemFilter): SQL[] {
  const all: SQL[] = [];
  if (userids !== null) all.push(sql`userid = any(${textArray(userids)})`);
  if (emails !== null) all.push(sql`email_key = any(array(select lower(btrim(each)) from unnest(${textArray(emails)}) each))`);
  return all;
}

/** The ids of a page: along the index of creation, or of what is named. */
function pageOf(projectId: ProjectId, filter: ItemFilter, limit: number): SQL {
  const where = sql.join(conditions(projectId, filter), sql` and `);
  const order = sql`order by created_at desc, id desc limit ${limit}`;
  const names = named(filter);
  if (names.length === 0) return sql`page as materialized (select id from submissions where ${where} ${order})`;
  return sql`found as materialized (select id, created_at from submissions where ${where} and ${sql.join(names, sql` and `)}),
    page as materialized (select id from found ${order})`;
}

/** All of the items of a page in one statement. Engine output, which may be large, stays in the database where nobody asked for it. */
export function apiItemsSql(projectId: ProjectId, filter: ItemFilter, limit: number, wantsRaw: boolean): SQL {
  return sql`
    with ${pageOf(projectId, filter, limit)}
    select s.id, s.email, s.userid, s.status, s.released_at is not null as "isReleased", s.full_name as "fullName", s.birth_date as "birthDate",
      s.gender, s.nationality, s.issuing_country as "issuingCountry", s.id_type as "idType", s.issue_date as "issueDate", s.expire_date as "expireDate",
      s.claimed, s.printed, s.mrz, s.numbers, ${wantsRaw ? sql`s.ocr_raw` : sql`null::bytea`} as "ocrRaw", s.address, s.custom_fields as "customFields",
      s.custom_options as "customOptions", s.ip_address as "ipAddress", s.memo, s.reviewer,
      ${iso("s.created_at")} as "createdAt", ${iso("s.updated_at")} as "updatedAt", ${iso("s.pending_at")} as "pendingAt", ${iso("s.kyc_result_at")} as "kycResultAt",
      (select coalesce(json_agg(json_build_object('id', a.id, 'number', a.number, 'retryCodes', a.retry_codes, 'retryMessages', a.retry_messages,
        'faceSimilarityScore', a.face_similarity_score, 'livenessScore', a.liveness_score, 'trace', encode(a.trace, 'hex')) order by a.number), '[]')
        from attempts a where a.submission_id = s.id) as attempts,
      (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind)), '[]')
        from images i where i.submission_id = s.id and i.superseded_at is null) as images,
      (select json_build_object('id', d.id, 'codes', d.codes, 'commentsSealed', encode(d.comments_sealed, 'hex'),
        'beforeSealed', encode(d.before_sealed, 'hex'))
        from decisions d where d.id = s.decision_id and d.project_id = s.project_id) as decision,
      (select json_build_object('id', r.id, 'kind', r.kind, 'codes', r.codes, 'commentsSealed', encode(r.comments_sealed, 'hex'))
        from resubmission_requests r where r.submission_id = s.id and r.answered_at is null and r.closed_at is null) as asked,
      (select o.options from project_options o where o.project_id = s.project_id and o.version = coalesce(
        case when s.released_at is not null then (select d.options_version from decisions d where d.id = s.decision_id) end,
        (select max(version) from project_options where project_id = s.project_id))) as options
    from page join submissions s on s.id = page.id
    order by s.created_at desc, s.id desc`;
}

/** Newest first. */
export async function listApiItems(db: Database, projectId: ProjectId, filter: ItemFilter, limit: number, wantsRaw: boolean): Promise<ApiItemRow[]> {
  const { rows } = await db.execute<ApiItemRow>(apiItemsSql(projectId, filter, limit, wantsRaw));
  return rows;
}
