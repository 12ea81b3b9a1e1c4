import "server-only";
import type { NextRequest } from "next/server";
import type * as z from "zod/mini";
import { errorAnswer } from "./api-route";
import { requestDeps } from "./desk-context";
import { jpegResponse } from "./jpeg-response";
import { jsonResponse } from "./json-response";
import { setStrictTransport } from "./strict-transport";

/**
 * A route to a picture that its signed link opens, without a session or a key. 403 for a link that cannot be read, one
 * that was altered and one that is over (`null`) alike.
 */
export function linkRoute<Schema extends z.ZodMiniType>(schema: Schema, read: (deps: ReturnType<typeof requestDeps>, query: z.output<Schema>) => Promise<Buffer | null>) {
  const answer = async (request: NextRequest): Promise<Response> => {
    try {
      const query = schema.safeParse(Object.fromEntries(request.nextUrl.searchParams));
      const bytes = query.success ? await read(requestDeps(request.headers), query.data) : null;
      return bytes === null ? jsonResponse({ message: "Forbidden" }, { status: 403 }) : jpegResponse(bytes);
    } catch (error) {
      return errorAnswer(error, "query");
    }
  };
  return async (request: NextRequest): Promise<Response> => {
    const response = await answer(request);
    setStrictTransport(response.headers);
    return response;
  };
}
