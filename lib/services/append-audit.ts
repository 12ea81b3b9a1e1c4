import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/db";
import { insertAuditEntries, lockAuditHead, type AuditEntryRow, type AuditValueRow } from "@/db/queries/audit";
import type { AuditAction } from "@/lib/contracts/audit";
import type { SealingKey } from "@/lib/vault/vault";
import { hashEntry, hashValue } from "./audit-hash";
import { actorLabel, type ServiceContext } from "./context";

export interface AuditChange {
  field: string;
  old: string | null;
  new: string | null;
}

export interface AuditRecord {
  action: AuditAction;
  subjectId: string;
  changes: readonly AuditChange[];
}

type SubjectType = AuditEntryRow["subjectType"];

const subjectTypes: Record<AuditAction, SubjectType> = {
  "submission.imported": "submission",
  "submission.created": "submission",
  "submission.corrected": "submission",
  "submission.approved": "submission",
  "submission.rejected": "submission",
  "submission.erased": "submission",
  "options.saved": "options",
  "member.added": "member",
  "member.role_changed": "member",
  "member.removed": "member",
  "member.signed_out_everywhere": "member",
  "session.signed_in": "session",
  "session.signed_out": "session",
  "project.created": "project",
  "audit.exported": "project",
};

const valuesSchema = z.object({ old: z.string().nullable(), new: z.string().nullable() });
const purposeOf = (seq: number, field: string) => `audit:${seq}:${field}`;

/** What a sealed value of an entry says. */
export function openAuditValue(key: SealingKey, seq: number, field: string, sealed: Uint8Array): { old: string | null; new: string | null } {
  return valuesSchema.parse(JSON.parse(key.open(sealed, purposeOf(seq, field)).toString("utf8")));
}

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
      const salt = randomBytes(16);
      const sealed = key.seal(JSON.stringify({ old: change.old, new: change.new }), purposeOf(seq, change.field));
      values.push({ projectId: ctx.projectId, seq, field: change.field, salt, sealed });
      return { name: change.field, oldHash: hashValue(salt, change.old), newHash: hashValue(salt, change.new) };
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
