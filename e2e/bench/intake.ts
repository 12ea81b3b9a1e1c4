import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "@/lib/cli/free-port";
import { CommandError, runCommand } from "@/lib/cli/runtime";
import { env } from "@/lib/env";
import { engineNames, engineVariables } from "@/lib/kyc/intake/engine-ports";
import { requestsPerMinuteRange } from "@/lib/kyc/options";
import { createApiKey } from "@/lib/services/create-api-key";
import { engineUrlsAt, type EngineCall } from "../engine-double";
import type { BareIntake } from "./bare-intake";
import { openBenchData, runningOurs, startDesk, startServer, tellingMemory, type BenchData, type BenchDesk } from "./desk";
import { joinTaken, resultOf, type LoadResult, type Taken } from "./load";
import { checkTable, machine, table, type Check } from "./report";
import { takeStep1Load } from "./step1-load";
import { picture, step1Requests, type Step1Requests } from "./step1-requests";
import { growthOfMemory, samplesOfARun, watchMemory, type MemorySample } from "./step1-memory";
import { stages, timeStages, type StageTimes } from "./step1-stages";

const usage = `npm run bench:intake -- [--seconds 20] [--connections 16] [--requests 10000]

  --seconds      how long each server is measured, alone and under load, in turns
  --connections  the load
  --requests     after how many the memory is compared`;

/** At least this share of what the bare server does in a second. */
const leastShare = 0.6;
/** From the second fifth of the requests to the last, memory is at most this many times as large. */
const mostGrowth = 1.1;
/** Both servers take turns, so that what else the machine does meets both. */
const turns = 5;

const targets = ["Step 1", "bare node:http"] as const;
type Target = (typeof targets)[number];
type Server = Pick<BenchDesk, "origin" | "pid">;

const pixels = `${picture.width.toLocaleString("en")} × ${picture.height.toLocaleString("en")} pixels`;
const say = (line: string) => process.stderr.write(`${line}\n`);

function parse() {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" }, connections: { type: "string", default: "16" }, requests: { type: "string", default: "10000" } } });
  const [seconds, connections, requests] = [Number(values.seconds), Number(values.connections), Number(values.requests)];
  if (!(seconds > 0) || !(Number.isInteger(connections) && connections > 1) || !(Number.isInteger(requests) && requests >= samplesOfARun)) throw new CommandError(usage);
  return { seconds, connections, requests };
}

/** The double as a process of its own, which every engine of this process and of its servers is. */
async function startDouble() {
  const port = await freePort();
  const [origin, secret] = [`http://127.0.0.1:${port}`, randomBytes(32).toString("hex")];
  const server = await startServer([...runningOurs, path.resolve("e2e/bench/serve-double.ts"), String(port), secret], `${origin}/calls`);
  const urls = engineUrlsAt(origin);
  Object.assign(process.env, { ENGINE_SECRET: secret, ...Object.fromEntries(engineNames.map((name) => [engineVariables[name], urls[name]])) });
  return { ...server, origin, secret };
}

async function openApiKey({ runtime, projectId }: BenchData): Promise<string> {
  const { db, vault, storage } = runtime;
  const ctx = { db, vault, storage, projectId, actor: { kind: "operator", label: "operator" } as const, now: new Date(), ipAddress: null };
  return (await createApiKey(ctx, { name: "Bench" })).text;
}

/** What the double is asked at one Step 1. */
async function recordCalls(desk: BenchDesk, requests: Step1Requests, double: string): Promise<BareIntake["calls"]> {
  const { path: address, method, body } = requests.next();
  const answer = await fetch(desk.origin + address, { method, headers: requests.headers, body: new Uint8Array(body) });
  if (answer.status !== 200) throw new Error(`Step 1 answered ${answer.status}: ${await answer.text()}`);
  const calls = (await (await fetch(`${double}/calls`)).json()) as EngineCall[];
  return calls.map(({ engine, operation, input }) => ({ engine, operation, input: { ...(input as object), image: null } }));
}

async function startBareIntake({ runtime }: BenchData, given: Pick<BareIntake, "double" | "secret" | "calls">) {
  await runtime.pool.query("create table bare_submissions (id uuid primary key, fields jsonb not null, image_keys text[] not null, answers jsonb not null)");
  const folder = process.env.DATA_DIR ?? "";
  const file = path.join(folder, "bare-intake.json");
  const told: BareIntake = { databaseUrl: env().DATABASE_URL, imagesDir: path.join(folder, "bare-images"), ...given };
  writeFileSync(file, JSON.stringify(told), { mode: 0o600 });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = await startServer([...runningOurs, path.resolve("e2e/bench/bare-intake.ts"), file, String(port)], `${origin}/ready`);
  return { ...server, origin };
}

/** Both servers, turn by turn. */
async function measureTurns(servers: Record<Target, Server>, requests: Step1Requests, connections: number, seconds: number): Promise<Record<Target, LoadResult>> {
  const runs: Record<Target, Taken[]> = { "Step 1": [], "bare node:http": [] };
  for (let turn = 0; turn < turns; turn += 1)
    for (const target of turn % 2 === 0 ? targets : [...targets].reverse()) {
      const taken = await takeStep1Load(requests, { server: servers[target], connections, goesOn: (_sent, milliseconds) => milliseconds < (seconds * 1000) / turns });
      runs[target].push(taken);
      if (Object.keys(taken.statuses).some((status) => status !== "200")) throw new Error(`${target} answered ${JSON.stringify(taken.statuses)}.`);
      say(`  ${target}, ${connections}: ${resultOf(taken).requestsPerSecond.toFixed(1)}/s`);
    }
  return { "Step 1": resultOf(joinTaken(runs["Step 1"])), "bare node:http": resultOf(joinTaken(runs["bare node:http"])) };
}

function figures(results: readonly { connections: number; byTarget: Record<Target, LoadResult> }[]): string {
  const rows = results.flatMap(({ connections, byTarget }) =>
    targets.map((target) => {
      const { requestsPerSecond, p50, p95, cpuPerRequest, memory } = byTarget[target];
      return [String(connections), target, requestsPerSecond.toFixed(1), p50.toFixed(1), p95.toFixed(1), cpuPerRequest.toFixed(1), memory.toFixed(0)];
    }),
  );
  return table(["connections", "target", "requests/s", "p50 ms", "p95 ms", "CPU ms a request", "memory MiB"], rows);
}

function stageTable({ requests, spent }: StageTimes): string {
  const whole = stages.reduce((sum, stage) => sum + spent[stage], 0);
  return table(["stage", "ms a request", "share"], stages.map((stage) => [stage, (spent[stage] / requests).toFixed(2), `${((spent[stage] / whole) * 100).toFixed(1)} %`]));
}

function memoryTable(samples: readonly MemorySample[]): string {
  return table(["requests", "resident MiB", "heap MiB"], samples.map(({ requests, rss, heap }) => [requests.toLocaleString("en"), rss.toFixed(0), heap.toFixed(1)]));
}

function growthCheck(samples: readonly MemorySample[], kind: "rss" | "heap", what: string): Check {
  const growth = growthOfMemory(samples, kind);
  return { what: `${what}: last fifth of the requests over the second`, bound: `≤ ${mostGrowth.toFixed(2)}`, measured: growth.toFixed(3), holds: growth <= mostGrowth };
}

interface Measured {
  alone: Record<Target, LoadResult>;
  loaded: Record<Target, LoadResult>;
  times: StageTimes;
  samples: MemorySample[];
  /** Answers to the requests of the memory's run, by status. */
  statuses: Record<number, number>;
}

type Options = ReturnType<typeof parse>;

async function measure(data: BenchData, desk: BenchDesk, double: Awaited<ReturnType<typeof startDouble>>, { seconds, connections, requests: count }: Options): Promise<Measured> {
  const requests = await step1Requests(await openApiKey(data));
  const bare = await startBareIntake(data, { double: double.origin, secret: double.secret, calls: await recordCalls(desk, requests, double.origin) });
  const servers: Record<Target, Server> = { "Step 1": desk, "bare node:http": bare };
  console.log(`An image of ${pixels}, as a browser's camera gives it to a client's page, ${Math.round(requests.imageBytes / 1000)} kB; ${seconds} s for each, in ${turns} turns.`);
  try {
    say("warm up");
    await measureTurns(servers, requests, connections, Math.min(seconds, 10));
    say("measure");
    const alone = await measureTurns(servers, requests, 1, seconds);
    const loaded = await measureTurns(servers, requests, connections, seconds);
    say("stages");
    const times = await timeStages(data, requests, seconds);
    say(`memory over ${count} requests`);
    const { samples, runs } = await watchMemory(desk, requests, { count, connections, say });
    return { alone, loaded, times, samples, statuses: joinTaken(runs).statuses };
  } finally {
    await bare.stop();
  }
}

function checksOf({ loaded, samples, statuses }: Measured, connections: number): Check[] {
  const share = loaded["Step 1"].requestsPerSecond / loaded["bare node:http"].requestsPerSecond;
  const failed = Object.entries(statuses).reduce((sum, [status, number]) => (status === "200" ? sum : sum + number), 0);
  return [
    { what: `requests a second: share of the bare server, ${connections} connections`, bound: `≥ ${leastShare.toFixed(2)}`, measured: share.toFixed(2), holds: share >= leastShare },
    growthCheck(samples, "rss", "resident memory"),
    growthCheck(samples, "heap", "heap"),
    { what: "answers other than 200", bound: "none", measured: String(failed), holds: failed === 0 },
  ];
}

await runCommand(async () => {
  const options = parse();
  console.log(`Machine: ${machine()}`);
  const double = await startDouble();
  const data = await openBenchData({ requestsPerMinute: requestsPerMinuteRange.max });
  const desk = await startDesk(data, tellingMemory);
  try {
    const measured = await measure(data, desk, double, options);
    const checks = checksOf(measured, options.connections);
    const { alone, loaded, times, samples } = measured;
    const results = [{ connections: 1, byTarget: alone }, { connections: options.connections, byTarget: loaded }];
    console.log(["", checkTable(checks), figures(results), stageTable(times), memoryTable(samples)].join("\n\n"));
    return checks.every((check) => check.holds) ? 0 : 1;
  } finally {
    await desk.stop();
    await data.close();
    await double.stop();
  }
});
