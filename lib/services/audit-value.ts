import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { AuditedField } from "@/db/schema/audit";
import type { SealingKey } from "@/lib/vault/vault";
import { hashValue } from "./audit-hash";

export interface AuditChange {
  field: string;
  old: string | null;
  new: string | null;
}

const sealedValueSchema = z.object({ salt: z.string().optional(), old: z.string().nullable(), new: z.string().nullable() });
const purposeOf = (seq: number, field: string) => `audit:${seq}:${field}`;

function unseal(key: SealingKey, seq: number, field: string, sealed: Uint8Array) {
  return sealedValueSchema.parse(JSON.parse(key.open(sealed, purposeOf(seq, field)).toString("utf8")));
}

/**
 * A field as its entry names it, and its values sealed together with the salt of the hashes: whoever has the database but
 * not the key can neither read a value nor guess it from its hash.
 */
export function sealAuditValue(key: SealingKey, seq: number, change: AuditChange): { field: AuditedField; sealed: Buffer } {
  const salt = randomBytes(16);
  const values = { salt: salt.toString("base64"), old: change.old, new: change.new };
  return {
    field: { name: change.field, oldHash: hashValue(salt, change.old), newHash: hashValue(salt, change.new) },
    sealed: key.seal(JSON.stringify(values), purposeOf(seq, change.field)),
  };
}

/** What a sealed value of an entry says. */
export function openAuditValue(key: SealingKey, seq: number, field: string, sealed: Uint8Array): { old: string | null; new: string | null } {
  const value = unseal(key, seq, field, sealed);
  return { old: value.old, new: value.new };
}

/**
 * Whether a sealed value is the one that was hashed. One that was sealed without its salt opens and shows like any other,
 * but has nothing to be hashed with: that its seal holds is all that can be said of it.
 * @throws {Error} when it cannot be opened: it was altered, or belongs elsewhere.
 */
export function isHashedValue(key: SealingKey, seq: number, field: AuditedField, sealed: Uint8Array): boolean {
  const value = unseal(key, seq, field.name, sealed);
  if (value.salt === undefined) return true;
  const salt = Buffer.from(value.salt, "base64");
  return hashValue(salt, value.old) === field.oldHash && hashValue(salt, value.new) === field.newHash;
}
