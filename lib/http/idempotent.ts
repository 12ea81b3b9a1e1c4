import "server-only";
import { createHash } from "node:crypto";
import type { NextRequest } from "next/server";
import type { ApiContext } from "@/lib/services/context";
import { claimRequest } from "@/lib/services/idempotency";

/**
 * Runs a call once for its `Idempotency-Key`; a repetition of the same request (`sent`) gets the first answer. What is thrown
 * wrote nothing and gives the key back. Without such a header the call simply runs.
 */
export async function idempotently(ctx: ApiContext, request: NextRequest, route: string, sent: string | Uint8Array, run: (ctx: ApiContext) => Promise<unknown>): Promise<unknown> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return run(ctx);
  const claimed = await claimRequest(ctx, { apiKeyId: ctx.actor.apiKeyId, route, key, bodyHash: createHash("sha256").update(sent).digest() });
  if ("answer" in claimed) return claimed.answer;
  try {
    return await run({ ...ctx, claim: claimed.claim });
  } catch (error) {
    await claimed.claim.release();
    throw error;
  }
}
