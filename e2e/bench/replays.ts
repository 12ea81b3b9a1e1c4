import type { Pool } from "pg";
import { resultOf, usageOf, type LoadResult } from "./load";
import type { Operation } from "./operations";
import { replay } from "./replay";

interface ReplayRun {
  operation: Operation;
  ids: string[];
  connections: number;
  seconds: number;
}

/** The recorded statements through node-postgres alone: no HTTP, in this process. */
export async function runReplays(pool: Pool, { operation, ids, connections, seconds }: ReplayRun): Promise<LoadResult> {
  const { recordings, isWrite } = operation;
  const latencies: number[] = [];
  const before = usageOf(process.pid);
  const startedAt = performance.now();
  let n = 0;

  const work = async () => {
    while (performance.now() - startedAt < seconds * 1000 && !(isWrite && n >= ids.length)) {
      const [recording, id] = [recordings[n % recordings.length], ids[n % ids.length]];
      n += 1;
      if (!recording || id === undefined) throw new Error(`${operation.name} has nothing to replay.`);
      const sentAt = performance.now();
      await replay(pool, recording, id);
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return resultOf({ latencies, statuses: { 200: latencies.length }, milliseconds: performance.now() - startedAt, before, after: usageOf(process.pid) });
}
