import "server-only";
import type { NextRequest } from "next/server";
import { sessionCookieName } from "@/lib/auth";
import type { DeskContext } from "@/lib/services/find-session";
import { deskContext } from "./desk-context";
import { errorResponse } from "./error-response";
import { jsonResponse } from "./json-response";
import { assertSameOrigin } from "./same-origin";

export interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

type MemberHandler = (ctx: DeskContext, request: NextRequest, params: unknown) => Promise<unknown>;

/**
 * The gate of every route of a signed-in browser, and the only `try`: same origin, session, handler, error mapper. The role
 * is checked by the service that the handler calls. What the handler returns becomes JSON; nothing becomes 204.
 */
export function memberRoute(handler: MemberHandler) {
  return async (request: NextRequest, { params }: RouteContext): Promise<Response> => {
    try {
      assertSameOrigin(request);
      const ctx = await deskContext(request.cookies.get(sessionCookieName())?.value, request.headers);
      const result = await handler(ctx, request, await params);
      if (result instanceof Response) return result;
      return result === undefined ? new Response(null, { status: 204, headers: { "cache-control": "private, no-store" } }) : jsonResponse(result);
    } catch (error) {
      return errorResponse(error);
    }
  };
}
