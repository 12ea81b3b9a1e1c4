import { readFileSync } from "node:fs";
import autocannon from "autocannon";

/** What one run of load showed. Latencies in milliseconds, CPU in milliseconds of one core, memory in MiB. */
export interface LoadResult {
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  cpuPerRequest: number;
  memory: number;
  /** Answers by status; anything but the expected ones fails the run. */
  statuses: Record<number, number>;
}

export interface LoadRequest {
  method: "GET" | "POST" | "PATCH";
  path: string;
  body?: string;
}

export interface LoadPlan {
  origin: string;
  /** The server's process: its CPU and memory are read from /proc. */
  pid: number;
  connections: number;
  /** A run ends after so many seconds, or when `next` has no more requests to give. */
  seconds: number;
  headers: Record<string, string>;
  next: () => LoadRequest | null;
  /** What a connection asks for in the moment between the last request and the end of the run. */
  idle: LoadRequest;
}

const ticksPerSecond = 100;

/** CPU that a process has used so far, in milliseconds of one core (Linux: utime and stime of /proc/pid/stat). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

const percentile = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export interface Usage {
  cpu: number;
  memory: number;
}

/** Of a process, from /proc (Linux). */
export const usageOf = (pid: number): Usage => ({ cpu: cpuOf(pid), memory: memoryOf(pid) });

/** What a run took down. */
export interface Taken {
  latencies: number[];
  statuses: Record<number, number>;
  milliseconds: number;
  before: Usage;
  after: Usage;
}

/** Several runs of one load as if they had been one. */
export function joinTaken(runs: readonly Taken[]): Taken {
  const statuses: Record<number, number> = {};
  for (const run of runs) for (const [status, count] of Object.entries(run.statuses)) statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
  const sum = (of: (run: Taken) => number) => runs.reduce((total, run) => total + of(run), 0);
  return {
    latencies: runs.flatMap((run) => run.latencies),
    statuses,
    milliseconds: sum((run) => run.milliseconds),
    before: { cpu: 0, memory: 0 },
    after: { cpu: sum(({ before, after }) => after.cpu - before.cpu), memory: runs.at(-1)?.after.memory ?? 0 },
  };
}

/** Sums up what a run took down. */
export function resultOf({ latencies, statuses, milliseconds, before, after }: Taken): LoadResult {
  const sorted = [...latencies].sort((a, b) => a - b);
  return {
    requestsPerSecond: (sorted.length / milliseconds) * 1000,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    cpuPerRequest: (after.cpu - before.cpu) / Math.max(1, sorted.length),
    memory: after.memory,
    statuses,
  };
}

/** Runs one load against one server. Every connection asks `next` for its next request, so no two ask for the same write. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const before = usageOf(plan.pid);
  const startedAt = performance.now();
  let exhausted = false;
  let end = { at: startedAt, usage: before };
  const mark = () => ({ at: performance.now(), usage: usageOf(plan.pid) });

  await new Promise<void>((resolve, reject) => {
    const setupRequest = (request: object) => {
      const wanted = plan.next();
      if (wanted === null && !exhausted) {
        exhausted = true;
        end = mark();
        instance.stop();
      }
      return { ...request, ...(wanted ?? plan.idle) };
    };
    const instance = autocannon(
      { url: plan.origin, connections: plan.connections, duration: plan.seconds, headers: plan.headers, requests: [{ setupRequest }] },
      (error) => (error && !exhausted ? reject(error) : resolve()),
    );
    instance.on("response", (_client, status, _bytes, milliseconds) => {
      // What is answered after the last request was given out belongs to no full load any more.
      if (exhausted) return;
      latencies.push(milliseconds);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
  });

  if (!exhausted) end = mark();
  return resultOf({ latencies, statuses, milliseconds: end.at - startedAt, before, after: end.usage });
}
