import "server-only";
import { sessionIdIn } from "@/lib/auth";
import { UnauthenticatedError } from "@/lib/errors";
import type { IntakeContext, ServiceContext } from "@/lib/services/context";
import { findSession, type DeskContext } from "@/lib/services/find-session";
import { runtime } from "@/lib/services/runtime";
import { clientAddress } from "./client-address";

/** What services are given about a request before it is known who asks. */
export function requestDeps(headers: Headers) {
  const { db, vault, storage } = runtime();
  return { db, vault, storage, now: new Date(), ipAddress: clientAddress(headers) };
}

/** The context of a use case that asks engines. */
export function withEngines<Context extends ServiceContext>(ctx: Context): Context & IntakeContext {
  return { ...ctx, engines: runtime().engines };
}

/**
 * The member behind a session cookie.
 * @throws {UnauthenticatedError} when there is no cookie, or its session is over.
 */
export async function deskContext(cookieValue: string | undefined, headers: Headers): Promise<DeskContext> {
  const sessionId = cookieValue === undefined ? null : await sessionIdIn(cookieValue);
  const ctx = sessionId === null ? null : await findSession(requestDeps(headers), sessionId);
  if (ctx === null) throw new UnauthenticatedError();
  return ctx;
}
