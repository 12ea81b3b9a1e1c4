import "server-only";
import { createHash } from "node:crypto";
import { describeError } from "@/lib/describe-error";
import { adminRefusal, stepRefusal, type ApiRefusal } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { ApiContext } from "@/lib/services/context";
import { claimRequest } from "@/lib/services/idempotency";
import type { Multipart } from "./read-multipart";

const keyPattern = /^[\x21-\x7e]{1,255}$/;
const wrongKey = { code: "invalid_idempotency_key", message: "Idempotency-Key takes 1 to 255 visible characters." };

const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();

/** Everything that was sent, as one text: every field and, of every file, its SHA-256, in the order of their names. */
export function textOfMultipart({ fields, files }: Multipart): string {
  const sorted = <Value>(entries: ReadonlyMap<string, Value>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(fields), sorted(files).map(([name, bytes]) => [name, sha256(bytes).toString("hex")])]);
}

/** A route whose answers are kept, and what it answers for a submission that was erased, as for one that never was. */
export interface KeptRoute {
  name: "step1" | "step2" | "review";
  unknown: () => ApiRefusal;
}

/**
 * Runs a request once under its `Idempotency-Key`: the same request again, by the hash of what `sent` says, which nobody needs
 * without a key, gets the answer of the first. `run` saves its answer through `ctx.claim`, in the transaction of its outcome; after an error, which wrote nothing, the key is free.
 * @throws {ApiRefusal} 400 for what is no key, 409 while the first request runs, 422 when another request has the key, the
 * route's refusal of an unknown submission when the first answer is about one that was erased since.
 */
export async function idempotently(ctx: ApiContext, request: Request, { name: route, unknown }: KeptRoute, sent: () => string | Uint8Array, run: (ctx: ApiContext) => Promise<unknown>): Promise<unknown> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return run(ctx);
  if (!keyPattern.test(key)) throw route === "review" ? adminRefusal(wrongKey.message, [wrongKey]) : stepRefusal(wrongKey);

  const claimed = await claimRequest(ctx, { apiKeyId: ctx.actor.apiKeyId, route, key, bodyHash: sha256(sent()) });
  if ("isErased" in claimed) throw unknown();
  if ("answer" in claimed) return claimed.answer;
  try {
    return await run({ ...ctx, claim: claimed.claim });
  } catch (error) {
    await claimed.claim.release().catch((fault: unknown) => logger().error(describeError(fault), "an idempotency key could not be given back"));
    throw error;
  }
}
