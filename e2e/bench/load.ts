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

/** Runs one load against one server. Every connection asks `next` for its next request, so no two ask for the same write. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const cpuBefore = cpuOf(plan.pid);
  const startedAt = performance.now();
  let exhausted = false;

  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url: plan.origin,
        connections: plan.connections,
        duration: plan.seconds,
        headers: plan.headers,
        requests: [
          {
            setupRequest: (request) => {
              const wanted = plan.next();
              exhausted ||= wanted === null;
              return { ...request, ...(wanted ?? plan.idle) };
            },
          },
        ],
      },
      (error) => (error && !exhausted ? reject(error) : resolve()),
    );
    instance.on("response", (_client, status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (exhausted) instance.stop();
    });
  });

  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    requestsPerSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    cpuPerRequest: (cpuOf(plan.pid) - cpuBefore) / Math.max(1, latencies.length),
    memory: memoryOf(plan.pid),
    statuses,
  };
}
