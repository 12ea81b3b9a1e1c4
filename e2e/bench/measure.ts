import { writeFileSync } from "node:fs";
import path from "node:path";
import { startBareServer, type BenchData, type BenchDesk } from "./desk";
import { runLoad, type LoadPlan, type LoadRequest, type LoadResult } from "./load";
import type { Operation, OperationName } from "./operations";
import { runReplays } from "./replays";

export const connectionCounts = [1, 16] as const;
export const targets = ["desk", "bare node:http", "node-postgres"] as const;
export type Target = (typeof targets)[number];

export interface Measurement {
  operation: OperationName;
  connections: (typeof connectionCounts)[number];
  target: Target;
  result: LoadResult;
}

/** How many writes a target makes: to warm up, on one connection, on sixteen. */
export const writesOf = { warmUp: 40, 1: 240, 16: 1_000 } as const;
export const writesOfATarget = writesOf.warmUp + writesOf[1] + writesOf[16];

/** Cases of a target, split into those that each run writes to. Corrections come first, decisions follow on the same cases. */
function shareOut(ids: string[]) {
  const second = writesOf.warmUp + writesOf[1];
  return { warmUp: ids.slice(0, writesOf.warmUp), 1: ids.slice(writesOf.warmUp, second), 16: ids.slice(second) };
}

interface Run {
  operation: Operation;
  /** Cases in their order; a read goes round, a write ends with them. */
  ids: string[];
  connections: number;
  seconds: number;
}

type Measure = (run: Run) => Promise<LoadResult>;

function nextOf({ operation, ids }: Run, request: (n: number, id: string) => LoadRequest): () => LoadRequest | null {
  let n = 0;
  return () => {
    if (operation.isWrite && n >= ids.length) return null;
    const made = request(n, ids[n % ids.length] ?? "");
    n += 1;
    return made;
  };
}

function overHttp(server: Pick<LoadPlan, "origin" | "pid" | "headers" | "idle">, request: (operation: Operation) => (n: number, id: string) => LoadRequest): Measure {
  return (run) => runLoad({ ...server, connections: run.connections, seconds: run.seconds, next: nextOf(run, request(run.operation)) });
}

const bareRequest =
  ({ name, recordings, isWrite }: Operation) =>
  (n: number, id: string): LoadRequest => ({ method: isWrite ? "POST" : "GET", path: `/${encodeURIComponent(name)}/${n % recordings.length}/${id}` });

function assertAllGood({ operation }: Run, target: Target, { statuses }: LoadResult): void {
  const bad = Object.entries(statuses).filter(([status]) => status !== "200");
  if (bad.length > 0) throw new Error(`${operation.name} (${target}) answered ${JSON.stringify(statuses)}.`);
}

async function measureTarget(target: Target, measure: Measure, operations: readonly Operation[], ids: string[], seconds: number): Promise<Measurement[]> {
  const cases = shareOut(ids);
  const measurements: Measurement[] = [];
  for (const operation of operations) {
    await measure({ operation, ids: operation.isWrite ? cases.warmUp : ids, connections: 4, seconds });
    for (const connections of connectionCounts) {
      const run = { operation, ids: operation.isWrite ? cases[connections] : ids, connections, seconds: operation.isWrite ? 120 : seconds };
      const result = await measure(run);
      assertAllGood(run, target, result);
      measurements.push({ operation: operation.name, connections, target, result });
      process.stderr.write(`  ${target}, ${operation.name}, ${connections}: ${result.requestsPerSecond.toFixed(0)}/s\n`);
    }
  }
  return measurements;
}

/** The desk, then the same statements behind a bare server, then without HTTP. `ids`: pending cases, enough for each target. */
export async function measureAll(data: BenchData, desk: BenchDesk, operations: readonly Operation[], ids: string[], seconds: number): Promise<Measurement[]> {
  const [own, bare, direct] = targets.map((_target, index) => ids.slice(index * writesOfATarget, (index + 1) * writesOfATarget));
  const headers = { "content-type": "application/json", ...desk.headers };
  const ofDesk = overHttp({ ...desk, headers, idle: { method: "GET", path: "/api/health" } }, (operation) => (n, id) => operation.request(n, id));
  const measurements = await measureTarget("desk", ofDesk, operations, own ?? [], seconds);

  const recordings = path.join(process.env.DATA_DIR ?? "", "recordings.json");
  writeFileSync(recordings, JSON.stringify(Object.fromEntries(operations.map((operation) => [operation.name, operation.recordings]))));
  const server = await startBareServer(recordings);
  try {
    const ofBare = overHttp({ ...server, headers: {}, idle: { method: "GET", path: "/ready" } }, bareRequest);
    measurements.push(...(await measureTarget("bare node:http", ofBare, operations, bare ?? [], seconds)));
  } finally {
    await server.stop();
  }
  const ofPool: Measure = (run) => runReplays(data.runtime.pool, run);
  return [...measurements, ...(await measureTarget("node-postgres", ofPool, operations, direct ?? [], seconds))];
}
