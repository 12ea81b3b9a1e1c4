import "server-only";
import { z } from "zod";
import type { SealingKey } from "@/lib/vault/vault";

const rawPurpose = "ocr_raw";
const tracePurpose = (attemptId: string) => `attempt:${attemptId}:trace`;
const parametersSchema = z.record(z.string(), z.unknown());
const traceSchema = z.object({ sent: parametersSchema.nullish() });

/** What the engines answered, as it came. */
export function sealOcrRaw(key: SealingKey, raw: unknown): Buffer {
  return key.seal(JSON.stringify(raw), rawPurpose);
}

/** `null` where no engine was asked, and once erased. */
export function openOcrRaw(key: SealingKey | null, sealed: Uint8Array | null): unknown {
  return key === null || sealed === null ? null : (JSON.parse(key.open(sealed, rawPurpose).toString("utf8")) as unknown);
}

/** The trace of an attempt: the engines' facts, and what the client sent beside images. */
export function sealTrace(key: SealingKey, attemptId: string, trace: { facts: unknown; sent: Record<string, unknown> }): Buffer {
  return key.seal(JSON.stringify(trace), tracePurpose(attemptId));
}

/** What the client sent with an attempt; `null` once erased, or emptied by a partial deletion. */
export function openSentParameters(key: SealingKey | null, attemptId: string, sealed: Uint8Array | null): Record<string, unknown> | null {
  if (key === null || sealed === null) return null;
  return traceSchema.parse(JSON.parse(key.open(sealed, tracePurpose(attemptId)).toString("utf8"))).sent ?? null;
}
