import type { AuditEntryRow } from "@/db/queries/audit";
import type { AuditEntry } from "@/lib/contracts/audit";

export function auditEntryOf(row: AuditEntryRow): AuditEntry {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    actorKind: row.actorKind,
    actorLabel: row.actorLabel,
    actorId: row.actorId,
    ipAddress: row.ipAddress,
    action: row.action,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    fields: row.fields,
    previousHash: row.previousHash.toString("hex"),
    hash: row.hash.toString("hex"),
  };
}
