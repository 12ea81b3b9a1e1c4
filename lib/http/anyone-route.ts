import "server-only";
import type { NextRequest } from "next/server";
import { answering } from "./answering";
import { requestDeps } from "./desk-context";
import { assertSameOrigin } from "./same-origin";

/** A route that needs no session, and tells nothing that a session would have to guard. */
export function anyoneRoute(handler: (deps: ReturnType<typeof requestDeps>) => Promise<unknown>) {
  return (request: NextRequest): Promise<Response> =>
    answering(async () => {
      assertSameOrigin(request);
      return handler(requestDeps(request.headers));
    });
}
