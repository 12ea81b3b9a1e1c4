import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { AuditedField } from "@/db/schema/audit";
import type { LeaseHolder } from "@/lib/contracts/leases";
import type { Resubmission } from "@/lib/contracts/resubmissions";
import type { Decision, SubmissionDetail } from "@/lib/contracts/submissions";
import type { PlainFields } from "@/lib/kyc/fields";
import type { ProjectId } from "@/lib/kyc/ids";
import type { CustomOptions } from "@/lib/kyc/intake/custom-options";
import { iso } from "./iso";
import { entryJsonOf } from "./queue-order";

/** A case with all that its screen shows, in one round trip. Sealed values come as hexadecimal text inside JSON. */
export interface SubmissionDetailRow extends Record<string, unknown>, PlainFields {
  id: string;
  externalId: string | null;
  userid: string | null;
  source: SubmissionRow["source"];
  status: SubmissionRow["status"];
  version: number;
  retryCount: number;
  flags: string[];
  email: string | null;
  claimed: PlainFields | null;
  printed: PlainFields | null;
  mrz: PlainFields | null;
  numbers: Buffer | null;
  reviewer: string | null;
  idType: SubmissionRow["idType"];
  createdAt: string;
  updatedAt: string;
  pendingAt: string | null;
  kycResultAt: string | null;
  dueAt: string | null;
  resubmittedAt: string | null;
  images: SubmissionDetail["images"];
  decision: (Omit<Decision, "comments"> & { commentsSealed: string | null; memberId: string | null; confirmerId: string | null }) | null;
  releaseDueAt: string | null;
  proposal: { id: string; outcome: Decision["outcome"]; sealed: string; makerId: string | null; makerName: string; createdAt: string } | null;
  replaced: SubmissionDetail["replaced"];
  resubmission: { id: string; kind: Resubmission["kind"]; codes: string[]; commentsSealed: string | null; memberName: string; requestedAt: string } | null;
  /** As the project has it, without what is the submission's own. */
  policy: SubmissionDetail["policy"];
  customOptions: CustomOptions;
  attempts: SubmissionDetail["attempts"];
  address: SubmissionDetail["address"];
  customFields: SubmissionDetail["customFields"] | null;
  ipAddress: string | null;
  holder: Omit<LeaseHolder, "isOwn"> | null;
  entry: SubmissionDetail["entry"];
  timeline: {
    seq: number;
    at: string;
    action: string;
    actorId: string | null;
    actorLabel: string;
    actorName: string | null;
    fields: AuditedField[];
    values: { field: string; sealed: string | null }[];
  }[];
}

const decisionJson = sql`json_build_object('id', d.id, 'outcome', d.outcome, 'codes', d.codes, 'reviewer', d.reviewer,
  'commentsSealed', encode(d.comments_sealed, 'hex'),
  'reviewerName', d.reviewer_name, 'confirmerName', d.confirmer_name, 'memberId', d.member_id, 'confirmerId', d.confirmer_id, 'decidedAt', ${iso("d.decided_at")}, 'optionsVersion', d.options_version)`;

const proposalJson = sql`json_build_object('id', p.id, 'outcome', p.outcome, 'sealed', encode(p.sealed, 'hex'), 'makerId', p.maker_id,
  'makerName', p.maker_name, 'createdAt', ${iso("p.created_at")})`;

const attemptJson = sql`json_build_object('step', a.step, 'number', a.number, 'at', ${iso("a.created_at")}, 'countsAsTry', a.counts_as_try,
  'codes', a.retry_codes, 'messages', a.retry_messages, 'faceSimilarityScore', a.face_similarity_score, 'livenessScore', a.liveness_score, 'checks', a.checks)`;

const holderJson = sql`json_build_object('memberId', m.id, 'memberName', m.name, 'claimedAt', ${iso("q.lease_claimed_at")}, 'expiresAt', ${iso("q.lease_expires_at")})`;

export async function findSubmissionDetail(db: Database, projectId: ProjectId, id: string, now: Date): Promise<SubmissionDetailRow | null> {
  const result = await db.execute<SubmissionDetailRow>(sql`
    select s.id, s.external_id as "externalId", s.userid, s.source, s.status, s.version, s.retry_count as "retryCount", s.flags, s.email,
      s.full_name as "fullName", s.birth_date as "birthDate", s.gender, s.nationality, s.issuing_country as "issuingCountry", s.id_type as "idType",
      s.issue_date as "issueDate", s.expire_date as "expireDate", s.claimed, s.printed, s.mrz, s.numbers, s.reviewer,
      ${iso("s.created_at")} as "createdAt", ${iso("s.updated_at")} as "updatedAt", ${iso("s.pending_at")} as "pendingAt",
      ${iso("s.kyc_result_at")} as "kycResultAt",
      (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'width', i.width, 'height', i.height)), '[]')
        from images i where i.submission_id = s.id and i.superseded_at is null) as images,
      (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'width', i.width, 'height', i.height, 'supersededAt', ${iso("i.superseded_at")})
        order by i.superseded_at desc, i.created_at, i.id), '[]') from images i where i.submission_id = s.id and i.superseded_at is not null) as replaced,
      (select json_build_object('id', r.id, 'kind', r.kind, 'codes', r.codes, 'commentsSealed', encode(r.comments_sealed, 'hex'), 'memberName', r.member_name,
        'requestedAt', ${iso("r.requested_at")}) from resubmission_requests r where r.submission_id = s.id and r.answered_at is null and r.closed_at is null) as resubmission,
      (select ${iso("max(r.answered_at)")} from resubmission_requests r where r.submission_id = s.id) as "resubmittedAt",
      (select ${iso("q.due_at")} from queue_entries q where q.submission_id = s.id and q.is_waiting) as "dueAt",
      (select ${decisionJson} from decisions d where d.id = s.decision_id and d.project_id = s.project_id) as decision,
      ${iso("s.release_due_at")} as "releaseDueAt",
      (select ${proposalJson} from proposals p where p.submission_id = s.id and p.state = 'open' and s.status = 'pending') as proposal,
      (select json_build_object('version', p.version, 'options', json_build_object('ageLimit', p.options->'ageLimit',
        'blacklistCountries', p.options->'blacklistCountries', 'acceptedIdTypes', p.options->'acceptedIdTypes',
        'rejectDuplicateUser', p.options->'rejectDuplicateUser', 'timeZone', p.options->'timeZone')) from project_options p
        where p.project_id = s.project_id order by p.version desc limit 1) as policy,
      (select ${holderJson} from queue_entries q left join members m on m.id = q.lease_member_id
        where q.submission_id = s.id and not q.lease_is_soft and q.lease_expires_at > ${now.toISOString()}::timestamptz) as holder,
      ${entryJsonOf("s.id")} as entry,
      s.custom_options as "customOptions", s.address, s.custom_fields as "customFields", s.ip_address as "ipAddress",
      (select coalesce(json_agg(${attemptJson} order by a.number desc), '[]') 
        from (select * from attempts t where t.submission_id = s.id order by t.number desc limit 50) a) as attempts,
      (select coalesce(json_agg(t), '[]') from (
        select a.seq, ${iso("a.at")} as at, a.action, a.actor_id as "actorId", a.actor_label as "actorLabel", m.name as "actorName", a.fields,
          (select coalesce(json_agg(json_build_object('field', v.field, 'sealed', encode(v.sealed, 'hex'))), '[]')
            from audit_values v where v.project_id = a.project_id and v.seq = a.seq) as values
        from audit_entries a left join members m on m.id::text = a.actor_id
        where a.project_id = s.project_id and a.subject_id = s.id::text order by a.seq desc limit 200
      ) t) as timeline
    from submissions s where s.project_id = ${projectId} and s.id = ${id}::uuid`);
  return result.rows[0] ?? null;
}
