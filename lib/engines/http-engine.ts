import "server-only";
import { randomUUID } from "node:crypto";
import { CircuitState as Circuit, ConsecutiveBreaker, circuitBreaker, handleWhenResult, isBrokenCircuitError } from "cockatiel";
import * as z from "zod/mini";
import { failed, notAvailable, type Check } from "@/lib/kyc/intake/checks";
import type { CircuitState, EngineFault, EngineName } from "@/lib/kyc/intake/engine-ports";
import { answerLimitBytes, answerSchema, contractVersion, type EngineRequest, type Operation, type OperationName } from "./contract";
import { encodeRequest, type GivenInput } from "./encode-request";
import type { EngineAnswer } from "./engines";
import { createHealth, type EngineState } from "./health";
import { post, type Agents, type Posted } from "./post";
import { signatureHeader, signedHeader } from "./signature";

/** So many failures one after another pause an engine for so long; then one call tries whether it works again. */
export const breakerLimits = { failures: 5, pausedMs: 15_000 } as const;

/** A call that gave no usable answer, for the log: never what was sent or answered. */
export interface FaultReport {
  engine: EngineName;
  operation: OperationName;
  requestId: string;
  fault: EngineFault;
  /** The HTTP status, when there was one. */
  status: number | null;
  milliseconds: number;
}

export interface HttpEngineOptions {
  name: EngineName;
  url: string;
  secret: string;
  timeoutMs: number;
  agents: Agents;
  report: (fault: FaultReport) => void;
}

/** One port, whatever is behind it. Nothing is thrown. */
export interface Engine {
  isConfigured: boolean;
  state(): EngineState;
  ask<Input, Facts>(operation: Operation<Input, Facts>, input: GivenInput<Input>, signal: AbortSignal): Promise<EngineAnswer<Facts>>;
}

type Attempt<Facts> = { check: Exclude<Check<Facts>, { outcome: "error" }>; raw: unknown } | { fault: EngineFault; status: number | null };

const circuitNames: Record<Circuit, CircuitState> = {
  [Circuit.Closed]: "closed",
  [Circuit.HalfOpen]: "half_open",
  [Circuit.Open]: "open",
  [Circuit.Isolated]: "open",
};

function faultOfStatus(status: number): EngineFault | null {
  if (status === 200) return null;
  if (status >= 300 && status < 400) return "redirected";
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? "refused" : "bad_status";
}

function parseJson(body: Buffer): { value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) };
  } catch {
    return null;
  }
}

function readPosted<Facts>(posted: Posted, factsSchema: z.ZodMiniType<Facts>): Attempt<Facts> {
  if (posted.kind === "too_large") return { fault: "too_large", status: null };
  if (posted.kind !== "answered") return { fault: "unreachable", status: null };

  const { status, contentType, body } = posted;
  const fault = faultOfStatus(status);
  if (fault !== null) return { fault, status };
  if (!/^application\/json\s*(;|$)/i.test(contentType)) return { fault: "wrong_type", status };
  const json = parseJson(body);
  if (json === null) return { fault: "bad_json", status };

  const answer = z.safeParse(answerSchema, json.value);
  if (!answer.success) return { fault: "wrong_shape", status };
  if (answer.data.outcome === "not_available") return { check: notAvailable, raw: null };
  const facts = z.safeParse(factsSchema, answer.data.facts);
  return facts.success ? { check: { outcome: "ok", facts: facts.data }, raw: answer.data.facts } : { fault: "wrong_shape", status };
}

/** An engine that is asked over HTTP, by the contract of `contract.ts`. */
export function createHttpEngine({ name, url, secret, timeoutMs, agents, report }: HttpEngineOptions): Engine {
  const target = new URL(url);
  const health = createHealth();
  // A request that was at fault itself says nothing about the engine; one that was cancelled does while it was the trial.
  const isFailure = (attempt: unknown) => {
    const { fault } = attempt as { fault?: EngineFault };
    return fault !== undefined && fault !== "refused" && (fault !== "cancelled" || breaker.state === Circuit.HalfOpen);
  };
  const breaker = circuitBreaker(handleWhenResult(isFailure), { halfOpenAfter: breakerLimits.pausedMs, breaker: new ConsecutiveBreaker(breakerLimits.failures) });

  const send = (body: readonly Buffer[], signal: AbortSignal, isFresh: boolean) => {
    const headers = { "content-type": "application/json", accept: "application/json", [signatureHeader]: signedHeader(secret, Math.floor(Date.now() / 1000), body) };
    return post(target, { agents, headers, body, isFresh, limitBytes: answerLimitBytes, signal });
  };

  const attempt = async <Facts>(facts: z.ZodMiniType<Facts>, request: EngineRequest, signal: AbortSignal): Promise<Attempt<Facts>> => {
    const body = encodeRequest(request);
    const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    let posted = await send(body, limited, false);
    // Connections that are kept grow old together: the next one may be closed as well.
    if (posted.kind === "broken" && !limited.aborted) posted = await send(body, limited, true);
    if (posted.kind !== "answered" && limited.aborted) return { fault: signal.aborted ? "cancelled" : "timed_out", status: null };
    return readPosted(posted, facts);
  };

  const throughBreaker = async <Facts>(call: () => Promise<Attempt<Facts>>): Promise<Attempt<Facts>> => {
    // Nobody waits behind the call that tries.
    if (breaker.state === Circuit.HalfOpen) return { fault: "paused", status: null };
    try {
      return await breaker.execute(call);
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      return { fault: "paused", status: null };
    }
  };

  return {
    isConfigured: true,
    state: () => ({ host: target.host, circuit: circuitNames[breaker.state], ...health.read() }),
    ask: async (operation, input, signal) => {
      const request: EngineRequest = { version: contractVersion, requestId: randomUUID(), engine: name, operation: operation.name, input };
      const startedAt = performance.now();
      const result = await throughBreaker(() => attempt(operation.facts, request, signal));
      const milliseconds = Math.round(performance.now() - startedAt);

      const fault = "fault" in result ? result.fault : null;
      if (fault !== "paused") health.record({ outcome: "check" in result ? result.check.outcome : "error", fault, at: new Date() }, milliseconds);
      if ("check" in result) return { check: result.check, raw: result.raw, milliseconds };
      report({ engine: name, operation: operation.name, requestId: request.requestId, fault: result.fault, status: result.status, milliseconds });
      return { check: failed, raw: null, milliseconds };
    },
  };
}
