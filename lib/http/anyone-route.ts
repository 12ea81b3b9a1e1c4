import "server-only";
import type { NextRequest } from "next/server";
import { answering } from "./answering";
import { assertSameOrigin } from "./same-origin";

/** A route that needs no session, and tells nothing that a session would have to guard. */
export function anyoneRoute(handler: (request: NextRequest) => Promise<unknown>) {
  return (request: NextRequest): Promise<Response> =>
    answering(async () => {
      assertSameOrigin(request);
      return handler(request);
    });
}
