import "server-only";
import { errorResponse } from "./error-response";
import { jsonResponse } from "./json-response";
import { setStrictTransport } from "./strict-transport";

/**
 * The only `try` of the server: what `handle` returns becomes JSON, a `Response` stays as it is, nothing becomes 204, and
 * what it throws goes through the error mapper.
 */
export async function answering(handle: () => Promise<unknown>): Promise<Response> {
  const response = await answerOf(handle);
  setStrictTransport(response.headers);
  return response;
}

async function answerOf(handle: () => Promise<unknown>): Promise<Response> {
  try {
    const result = await handle();
    if (result instanceof Response) return result;
    return result === undefined ? new Response(null, { status: 204, headers: { "cache-control": "private, no-store" } }) : jsonResponse(result);
  } catch (error) {
    return errorResponse(error);
  }
}
