import "server-only";
import { z } from "zod";
import { fieldNames, type Fields } from "@/lib/kyc/fields";
import { isFlag, type Flag } from "@/lib/kyc/flags";
import type { SealingKey } from "@/lib/vault/vault";
import type { ReviewCase } from "./review-case";

/** What a correction that came with a decision replaced. */
export interface Before {
  /** The corrected fields alone. */
  fields: Partial<Fields>;
  flags: Flag[];
}

const beforeSchema = z.object({
  fields: z.partialRecord(z.enum(fieldNames), z.nullable(z.string())),
  flags: z.array(z.custom<Flag>((flag) => typeof flag === "string" && isFlag(flag))),
});
const purposeOf = (decisionId: string) => `decision:${decisionId}:before`;

/** Null where a decision came without a correction. */
export function sealBefore({ changes, current, submission, keys }: ReviewCase, decisionId: string): Buffer | null {
  const corrected = fieldNames.filter((field) => field in changes);
  if (corrected.length === 0) return null;
  const before = { fields: Object.fromEntries(corrected.map((field) => [field, current[field]])), flags: submission.flags };
  return keys.submission.seal(JSON.stringify(before), purposeOf(decisionId));
}

/** Null where there is nothing to restore, and without a key. */
export function openBefore(key: SealingKey | null, decisionId: string, sealed: Uint8Array | null): Before | null {
  if (key === null || sealed === null) return null;
  return beforeSchema.parse(JSON.parse(key.open(sealed, purposeOf(decisionId)).toString("utf8"))) as Before;
}
