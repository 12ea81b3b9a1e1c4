import "server-only";
import { createHmac } from "node:crypto";

export const signatureHeader = "x-verdict-signature";

/** Seconds that an engine should accept a signature for, either way of its own clock. */
export const signatureToleranceSeconds = 300;

/** HMAC-SHA-256, in hex, over the timestamp (seconds since 1970), a full stop, and the body as sent, piece by piece. */
export function signatureOf(secret: string, timestamp: number, body: readonly Buffer[]): string {
  const hmac = createHmac("sha256", secret).update(`${timestamp.toString()}.`);
  for (const piece of body) hmac.update(piece);
  return hmac.digest("hex");
}

/** `t=<seconds>,v1=<hex>`: the value of the header {@link signatureHeader}. */
export function signedHeader(secret: string, timestamp: number, body: readonly Buffer[]): string {
  return `t=${timestamp.toString()},v1=${signatureOf(secret, timestamp, body)}`;
}
