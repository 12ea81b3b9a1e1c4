import type * as z from "zod/mini";
import { errorBodySchema } from "@/lib/contracts/errors";

/** How long the server may take before it counts as not answering. */
export const requestTimeoutMs = 10_000;

/**
 * A request that gave no usable answer. `status` is 0 when the server was not reached or took too long; `errorCode` and
 * `details` are the server's, as in `ErrorBody`.
 */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = "RequestError";
  }

  /** True when asking again may help: nothing is wrong with the request itself. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

async function answerOf(url: string, init: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  const headers = init.body ? { "content-type": "application/json", ...init.headers } : init.headers;
  try {
    return await fetch(url, { ...init, headers, signal });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new RequestError(0, "unreachable", "The server did not answer.");
  }
}

/**
 * Asks the desk's own API and checks the answer's shape.
 * @throws {RequestError} on a failure that the server names, one that it does not, and an answer of another shape.
 */
export async function fetchJson<Schema extends z.ZodMiniType>(url: string, schema: Schema, init: RequestInit = {}): Promise<z.output<Schema>> {
  const response = await answerOf(url, init);
  const body: unknown = await response.json().catch(() => null);

  if (!response.ok) {
    const error = errorBodySchema.safeParse(body);
    if (error.success) throw new RequestError(response.status, error.data.errorCode, error.data.message, error.data.details);
    throw new RequestError(response.status, "unknown", `The server answered ${response.status.toString()}.`);
  }

  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new RequestError(502, "unexpected_answer", "The server's answer could not be read.");
  return parsed.data;
}
