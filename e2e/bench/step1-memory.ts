import type { BenchDesk, Memory } from "./desk";
import type { Taken } from "./load";
import { takeStep1Load } from "./step1-load";
import type { Step1Requests } from "./step1-requests";

/** Memory after so many requests. */
export interface MemorySample extends Memory {
  requests: number;
}

/** How often the server is asked, in the same steps. */
export const samplesOfARun = 10;

/** Sends so many requests and asks the server for its memory in between, always after its garbage is collected. */
export async function watchMemory(desk: BenchDesk, requests: Step1Requests, { count, connections, say }: { count: number; connections: number; say: (line: string) => void }) {
  const samples: MemorySample[] = [];
  const runs: Taken[] = [];
  let sent = 0;

  while (samples.length < samplesOfARun) {
    const wanted = Math.round((count * (samples.length + 1)) / samplesOfARun) - sent;
    const run = await takeStep1Load(requests, { server: desk, connections, goesOn: (sentSoFar) => sentSoFar < wanted });
    runs.push(run);
    sent += Object.values(run.statuses).reduce((sum, number) => sum + number, 0);
    const sample = { requests: sent, ...(await desk.memory()) };
    samples.push(sample);
    say(`  ${sample.requests} requests: ${sample.rss.toFixed(0)} MiB, heap ${sample.heap.toFixed(1)} MiB`);
  }
  return { samples, runs };
}

const meanOf = (samples: readonly MemorySample[], kind: keyof Memory) => samples.reduce((sum, sample) => sum + sample[kind], 0) / samples.length;

/** From the second fifth of a run, when caches are warm, to the last: 1.05 is five per cent more. */
export function growthOfMemory(samples: readonly MemorySample[], kind: keyof Memory): number {
  const fifth = samples.length / 5;
  return meanOf(samples.slice(-fifth), kind) / meanOf(samples.slice(fifth, 2 * fifth), kind);
}
