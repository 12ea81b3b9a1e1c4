import "server-only";
import type { NextRequest } from "next/server";
import { sessionCookieName } from "@/lib/auth";
import type { DeskContext } from "@/lib/services/find-session";
import { answering } from "./answering";
import { deskContext } from "./desk-context";
import { assertSameOrigin } from "./same-origin";

export interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

type MemberHandler = (ctx: DeskContext, request: NextRequest, params: unknown) => Promise<unknown>;

/**
 * The gate of every route of a signed-in browser: same origin, session, handler, error mapper. The role is checked by the
 * service that the handler calls.
 */
export function memberRoute(handler: MemberHandler) {
  return (request: NextRequest, { params }: RouteContext): Promise<Response> =>
    answering(async () => {
      assertSameOrigin(request);
      const ctx = await deskContext(request.cookies.get(sessionCookieName())?.value, request.headers);
      return handler(ctx, request, await params);
    });
}
