import "server-only";
import { env, isHttps } from "@/lib/env";
import { ForbiddenError } from "@/lib/errors";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets a request pass only from a page of this desk. Browsers send `Origin` with every write, so one without it passes only
 * when `Sec-Fetch-Site` (which no script can set) says `same-origin`; programs send the desk's own address as `Origin`.
 * @throws {ForbiddenError}
 */
export function assertSameOrigin(request: Request): void {
  const isWrite = !reading.has(request.method);
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (isWrite && origin === null && site !== "same-origin") throw refusal();

  // "none" is the address bar, which only reads.
  const trusted = site === null || site === "same-origin" || (site === "none" && !isWrite);
  if (!trusted || (origin !== null && !isOwnOrigin(origin, request.headers.get("host")))) throw refusal();
}

/** Behind https only the configured address counts; without it, also the host that the browser was pointed at. */
function isOwnOrigin(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  if (origin === new URL(env().NEXTAUTH_URL).origin) return true;
  return !isHttps() && host !== null && new URL(origin).host === host;
}

function refusal(): ForbiddenError {
  return new ForbiddenError("This request did not come from this desk.");
}
