import type { Answers } from "./answers";

/** How long the server may take before it counts as not answering. */
export const requestTimeoutMs = 10_000;
/** The same for pictures that go up, on a slow line. */
const uploadTimeoutMs = 60_000;

/** Reads what came with a refusal as one of the answers; null where it is nothing of the kind. */
type DetailsReader = <Name extends keyof Answers>(name: Name) => Answers[Name] | null;

/**
 * A request that gave no usable answer. `status` is 0 when the server was not reached or took too long; `errorCode` and
 * `details` are the server's, as in `ErrorBody`.
 */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    readonly details: DetailsReader = () => null,
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
  const timeout = AbortSignal.timeout(init.body instanceof FormData ? uploadTimeoutMs : requestTimeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  const headers = typeof init.body === "string" ? { "content-type": "application/json", ...init.headers } : init.headers;
  try {
    return await fetch(url, { ...init, headers, signal });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new RequestError(0, "unreachable", "The server did not answer.");
  }
}

/** The schemas come by the network too, once: where they cannot be had, the server is away. */
function loadAnswers() {
  return import("./answers").then(
    ({ answers }) => answers,
    () => {
      throw new RequestError(0, "unreachable", "The server did not answer.");
    },
  );
}

/**
 * Asks the desk's own API and checks that the answer is what `name` says.
 * @throws {RequestError} on a failure that the server names, one that it does not, and an answer of another shape.
 */
export async function fetchJson<Name extends keyof Answers>(url: string, name: Name, init: RequestInit = {}): Promise<Answers[Name]> {
  const [response, answers] = await Promise.all([answerOf(url, init), loadAnswers()]);
  const body: unknown = await response.json().catch(() => null);
  const read = <Each extends keyof Answers>(each: Each, value: unknown) => (answers[each].safeParse(value).data as Answers[Each] | undefined);

  if (!response.ok) {
    const error = read("error", body);
    if (error) throw new RequestError(response.status, error.errorCode, error.message, (each) => read(each, error.details) ?? null);
    throw new RequestError(response.status, "unknown", `The server answered ${response.status.toString()}.`);
  }

  const answer = read(name, body);
  if (answer === undefined) throw new RequestError(502, "unexpected_answer", "The server's answer could not be read.");
  return answer;
}
