import { createHash } from "node:crypto";
import type { AuditedField } from "@/db/schema/audit";

/** What an entry's hash covers. `at` is ISO 8601 with milliseconds and Z; hashes are hex. */
export interface HashedEntry {
  projectId: string;
  seq: number;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  ipAddress: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  fields: readonly AuditedField[];
  previousHash: string;
}

export const firstPreviousHash = "0".repeat(64);

/** SHA-256, hex, over a JSON array of fixed order (ARCHITECTURE.md, "The hash of an audit entry"). */
export function hashEntry(entry: HashedEntry): string {
  const preimage = [
    "verdict-audit-1", entry.projectId, entry.seq, entry.at, entry.actorKind, entry.actorId, entry.actorLabel, entry.ipAddress, entry.action,
    entry.subjectType, entry.subjectId, entry.fields.map((field) => [field.name, field.oldHash, field.newHash]), entry.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(preimage)).digest("hex");
}

/** SHA-256, hex, of salt and value; `null` where there is no value. */
export function hashValue(salt: Uint8Array, value: string | null): string | null {
  return value === null ? null : createHash("sha256").update(salt).update(value).digest("hex");
}
