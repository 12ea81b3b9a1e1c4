import "server-only";
import { z } from "zod";
import type { SealingKey } from "@/lib/vault/vault";

const commentsSchema = z.array(z.string());
const purposeOf = (decisionId: string) => `decision:${decisionId}:comments`;

/** The messages of a decision, one a code, as one sealed JSON; null when there are none. */
export function sealComments(key: SealingKey, decisionId: string, comments: readonly string[]): Buffer | null {
  return comments.length === 0 ? null : key.seal(JSON.stringify(comments), purposeOf(decisionId));
}

/** Without a key (erased) or a sealed value a decision has its codes, and no messages. */
export function openComments(key: SealingKey | null, decisionId: string, sealed: Uint8Array | null): string[] {
  if (key === null || sealed === null) return [];
  return commentsSchema.parse(JSON.parse(key.open(sealed, purposeOf(decisionId)).toString("utf8")));
}
