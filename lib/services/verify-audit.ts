import "server-only";
import type { Database } from "@/db";
import { findAuditHead, listAuditValues, listChain, listErasures, listPartDeletions, type AuditEntryRow, type AuditValueRow } from "@/db/queries/audit";
import type { AuditEntry } from "@/lib/contracts/audit";
import type { ProjectId } from "@/lib/kyc/ids";
import { KeyMissingError, type SealingKey, type Vault } from "@/lib/vault/vault";
import { auditEntryOf } from "./audit-mapper";
import { firstPreviousHash, hashEntry } from "./audit-hash";
import { auditedFieldsOf } from "./audited-parts";
import { isHashedValue } from "./audit-value";

export type AuditVerdict = { whole: true; entries: number; head: string } | { whole: false; seq: number; fault: string };

export type ChainEntry = AuditEntry & { projectId: string };

/** Recomputes a chain entry by entry; keeps nothing but the last hash, so a chain of any length fits. */
export function chainVerifier() {
  let seq = 0;
  let previousHash = firstPreviousHash;

  return {
    /** The fault of the next entry, or null. */
    add(entry: ChainEntry): string | null {
      seq += 1;
      if (entry.seq !== seq) return entry.seq > seq ? `is missing: entry ${entry.seq} stands in its place` : `entry ${entry.seq} stands in its place`;
      if (entry.previousHash !== previousHash) return "does not follow the entry before it";
      if (hashEntry(entry) !== entry.hash) return "was altered: its hash is another";
      previousHash = entry.hash;
      return null;
    },
    get entries() {
      return seq;
    },
    get head() {
      return previousHash;
    },
  };
}

const batch = 1_000;

function bySeq(values: readonly AuditValueRow[]): Map<number, AuditValueRow[]> {
  const groups = new Map<number, AuditValueRow[]>();
  for (const value of values) groups.set(value.seq, [...(groups.get(value.seq) ?? []), value]);
  return groups;
}

async function keyFor(vault: Vault, projectId: ProjectId, entry: AuditEntryRow): Promise<SealingKey | null> {
  if (entry.subjectType !== "submission") return vault.projectKey(projectId);
  return vault.submissionKey(projectId, entry.subjectId).catch((error: unknown) => {
    if (error instanceof KeyMissingError) return null;
    throw error;
  });
}

/**
 * The values that still exist must be those that were hashed. Empty ones must have been erased by a later entry, or be
 * values of what a later partial deletion names; ones whose key is gone are left out, for a backup from before an erasure holds them.
 */
async function valueFault(vault: Vault, projectId: ProjectId, entry: AuditEntryRow, values: readonly AuditValueRow[], isErased: (field: string) => boolean): Promise<string | null> {
  if (values.length !== entry.fields.length) return "has not as many values as fields";
  const key = values.some((value) => value.sealed !== null) ? await keyFor(vault, projectId, entry) : null;

  for (const value of values) {
    const field = entry.fields.find((candidate) => candidate.name === value.field);
    if (!field) return "has a value of a field that it does not name";
    if (value.sealed === null && !isErased(value.field)) return `the value of ${value.field} is empty, and no later entry erased it`;
    if (key === null || value.sealed === null) continue;
    try {
      if (!isHashedValue(key, entry.seq, field, value.sealed)) return `the value of ${value.field} was altered`;
    } catch {
      return `the value of ${value.field} cannot be opened: it was altered`;
    }
  }
  return null;
}

/** Says of an entry which of its fields may be empty. */
async function erasuresOf(db: Database, projectId: ProjectId): Promise<(entry: AuditEntryRow) => (field: string) => boolean> {
  const [erasures, deletions] = [await listErasures(db, projectId), await listPartDeletions(db, projectId)];
  return ({ subjectType, subjectId, seq }) => {
    if (subjectType !== "submission") return () => false;
    if (seq < (erasures.get(subjectId) ?? 0)) return () => true;
    const later = (deletions.get(subjectId) ?? []).filter((deletion) => seq < deletion.seq);
    const fields = auditedFieldsOf(later.flatMap(({ names }) => names));
    return (field) => fields.has(field);
  };
}

async function verifySnapshot(db: Database, vault: Vault, projectId: ProjectId): Promise<AuditVerdict> {
  const chain = chainVerifier();
  const isErasedIn = await erasuresOf(db, projectId);

  for (let rows = await listChain(db, projectId, 0, batch); rows.length > 0; rows = await listChain(db, projectId, rows.at(-1)?.seq ?? 0, batch)) {
    const values = bySeq(await listAuditValues(db, projectId, rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 0));
    for (const row of rows) {
      const fault = chain.add({ ...auditEntryOf(row), projectId }) ?? (await valueFault(vault, projectId, row, values.get(row.seq) ?? [], isErasedIn(row)));
      if (fault) return { whole: false, seq: chain.entries, fault };
    }
  }
  const fault = headFault(chain.entries, chain.head, await findAuditHead(db, projectId));
  return fault ? { whole: false, ...fault } : { whole: true, entries: chain.entries, head: chain.head };
}

/** Entries taken from the end, or put there, leave the chain whole: only its head knows. */
function headFault(entries: number, hash: string, head: { seq: number; hash: Buffer } | null): { seq: number; fault: string } | null {
  const seq = head?.seq ?? 0;
  if (seq > entries) return { seq: entries + 1, fault: `is missing: the head of the chain is entry ${seq}` };
  if (seq < entries) return { seq: seq + 1, fault: `was put in: the head of the chain is entry ${seq}` };
  if (head !== null && head.hash.toString("hex") !== hash) return { seq, fault: "is not the one that the head of the chain names" };
  return null;
}

/**
 * Verifies a project's chain as it stands in the database, its values that still exist, and its head; in one snapshot, so
 * that entries which are appended meanwhile do not matter.
 */
export async function verifyAudit(db: Database, vault: Vault, projectId: ProjectId): Promise<AuditVerdict> {
  return db.transaction((tx) => verifySnapshot(tx, vault, projectId), { isolationLevel: "repeatable read", accessMode: "read only" });
}
