import "server-only";
import type { CircuitState, EngineFault } from "@/lib/kyc/intake/engine-ports";

/** How an engine has answered since the process started. */
export interface EngineState {
  /** Host and port that it is asked at; `null` when it is not configured. */
  host: string | null;
  circuit: CircuitState;
  lastAnswer: { outcome: "ok" | "not_available" | "error"; fault: EngineFault | null; at: Date } | null;
  /** Of the last calls, up to {@link keptCalls}, those that failed included; milliseconds. */
  latency: { p50: number; p95: number; calls: number } | null;
}

export const keptCalls = 100;

export interface Health {
  record(answer: NonNullable<EngineState["lastAnswer"]>, milliseconds: number): void;
  read(): Pick<EngineState, "lastAnswer" | "latency">;
}

/** The value under which `share` of the sorted values lie, by the nearest rank. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** What one engine answered last, and how long its last calls took. */
export function createHealth(): Health {
  let lastAnswer: EngineState["lastAnswer"] = null;
  const latencies: number[] = [];

  return {
    record: (answer, milliseconds) => {
      lastAnswer = answer;
      latencies.push(milliseconds);
      if (latencies.length > keptCalls) latencies.shift();
    },
    read: () => {
      const sorted = latencies.toSorted((one, other) => one - other);
      return { lastAnswer, latency: sorted.length === 0 ? null : { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), calls: sorted.length } };
    },
  };
}
