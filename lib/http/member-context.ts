import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookieName } from "@/lib/auth";
import { UnauthenticatedError } from "@/lib/errors";
import { can, type Permission } from "@/lib/kyc/roles";
import type { DeskContext } from "@/lib/services/find-session";
import { deskContext } from "./desk-context";

/** Set by proxy.ts: path and query of the page that is asked for. */
export const pathHeader = "x-verdict-path";

/**
 * Who asks for this page, once a request. Leads to the sign-in page when nobody is signed in; an outage throws, so that it
 * never looks like an empty desk.
 */
export const memberContext = cache(async (): Promise<DeskContext> => {
  const [jar, requestHeaders] = await Promise.all([cookies(), headers()]);
  try {
    return await deskContext(jar.get(sessionCookieName())?.value, requestHeaders);
  } catch (error) {
    if (!(error instanceof UnauthenticatedError)) throw error;
  }
  const path = requestHeaders.get(pathHeader);
  redirect(path === null || path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
});

/** False when the member's role may not see a page: it then shows its "no permission" state. Services check again. */
export function requirePagePermission(ctx: DeskContext, permission: Permission): boolean {
  return can(ctx.actor.role, permission);
}
