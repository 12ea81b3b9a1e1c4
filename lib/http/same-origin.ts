import "server-only";
import { env, isHttps } from "@/lib/env";
import { ForbiddenError } from "@/lib/errors";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets a write pass only from a page of this desk. Browsers send `Origin` with every write, so one without it passes only
 * when `Sec-Fetch-Site` (which no script can set) says `same-origin`; programs send the desk's own address as `Origin`.
 * @throws {ForbiddenError}
 */
export function assertSameOrigin(request: Request): void {
  if (reading.has(request.method)) return;
  if (isFromElsewhere(request) || !isProven(request)) throw new ForbiddenError("This request did not come from this desk.");
}

/** True when the browser says that another site sent the request; silence is not yet a reason. */
export function isFromElsewhere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return true;
  const origin = request.headers.get("origin");
  return origin !== null && !isOwnOrigin(origin, request.headers.get("host"));
}

function isProven(request: Request): boolean {
  return request.headers.has("origin") || request.headers.get("sec-fetch-site") === "same-origin";
}

/** Behind https only the configured address counts; without it, also the host that the browser was pointed at. */
function isOwnOrigin(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const { NEXTAUTH_URL } = env();
  if (origin === new URL(NEXTAUTH_URL).origin) return true;
  return !isHttps() && host !== null && new URL(origin).host === host;
}
