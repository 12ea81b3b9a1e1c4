import "server-only";
import type { Database } from "@/db";
import { insertAuditEntries, lockAuditHead, type AuditEntryRow, type AuditValueRow } from "@/db/queries/audit";
import type { AuditAction } from "@/lib/contracts/audit";
import type { SealingKey } from "@/lib/vault/vault";
import { hashEntry } from "./audit-hash";
import { sealAuditValue, type AuditChange } from "./audit-value";
import { actorLabel, type ServiceContext } from "./context";

export interface AuditRecord {
  action: AuditAction;
  subjectId: string;
  changes: readonly AuditChange[];
}

type SubjectType = AuditEntryRow["subjectType"];

const subjectTypes: Record<AuditAction, SubjectType> = {
  "submission.imported": "submission",
  "submission.created": "submission",
  "submission.step1": "submission",
  "submission.prestep2": "submission",
  "submission.step2": "submission",
  "submission.corrected": "submission",
  "submission.approved": "submission",
  "submission.rejected": "submission",
  "submission.timed_out": "submission",
  "submission.updated": "submission",
  "submission.images_replaced": "submission",
  "submission.parts_deleted": "submission",
  "submission.undone": "submission",
  "submission.reopened": "submission",
  "submission.proposed": "submission",
  "submission.proposal_withdrawn": "submission",
  "submission.sent_back": "submission",
  "submission.resubmission_requested": "submission",
  "submission.resubmission_answered": "submission",
  "submission.resubmission_unanswered": "submission",
  "submission.resubmission_withdrawn": "submission",
  "submission.taken_over": "submission",
  "submission.assigned": "submission",
  "submission.prioritised": "submission",
  "submission.noted": "submission",
  "submission.sla_breached": "submission",
  "submission.erased": "submission",
  "options.saved": "options",
  "documents.withdrawn_added": "documents",
  "documents.withdrawn_removed": "documents",
  "member.added": "member",
  "member.role_changed": "member",
  "member.removed": "member",
  "member.signed_out_everywhere": "member",
  "session.signed_in": "session",
  "session.signed_out": "session",
  "key.created": "key",
  "key.revoked": "key",
  "template.saved": "template",
  "template.removed": "template",
  "project.created": "project",
  "project.state_changed": "project",
  "audit.exported": "project",
};

/**
 * Appends to the project's hash chain, in the caller's transaction and last in it: the chain's head stays locked until
 * the commit. `key` seals the values: the submission's own for a submission, else the project's.
 */
export async function appendAudit(
  tx: Database,
  ctx: Pick<ServiceContext, "projectId" | "actor" | "now" | "ipAddress">,
  key: SealingKey,
  records: readonly AuditRecord[],
): Promise<void> {
  const head = await lockAuditHead(tx, ctx.projectId);
  const entries: AuditEntryRow[] = [];
  const values: AuditValueRow[] = [];
  let { seq, hash: previousHash } = head;

  for (const record of records) {
    seq += 1;
    const fields = record.changes.map((change) => {
      const { field, sealed } = sealAuditValue(key, seq, change);
      values.push({ projectId: ctx.projectId, seq, field: change.field, sealed });
      return field;
    });
    const entry = {
      projectId: ctx.projectId,
      seq,
      at: ctx.now,
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.kind === "member" ? ctx.actor.memberId : ctx.actor.kind === "client" ? ctx.actor.apiKeyId : null,
      actorLabel: actorLabel(ctx.actor),
      ipAddress: ctx.ipAddress,
      action: record.action,
      subjectType: subjectTypes[record.action],
      subjectId: record.subjectId,
      fields,
      previousHash,
    };
    const hash = Buffer.from(hashEntry({ ...entry, at: entry.at.toISOString(), previousHash: previousHash.toString("hex") }), "hex");
    entries.push({ ...entry, hash });
    previousHash = hash;
  }
  await insertAuditEntries(tx, entries, values);
}
