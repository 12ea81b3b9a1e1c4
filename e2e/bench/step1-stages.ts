import { NextRequest } from "next/server";
import { createDatabase, createPool, type Database } from "@/db";
import { readStep1, step1ImageNames } from "@/lib/contracts/v3/step1";
import type { Engines } from "@/lib/engines/engines";
import { env } from "@/lib/env";
import { apiRoute } from "@/lib/http/api-route";
import { readStepMultipart } from "@/lib/http/step-multipart";
import { submitStep1 } from "@/lib/services/submit-step1";
import type { BenchData } from "./desk";
import type { Step1Requests } from "./step1-requests";

export const stages = ["gate", "reading", "look-ups", "decoding and copies", "engines", "key", "sealing and storage", "transaction", "rest"] as const;
export type Stage = (typeof stages)[number];

/** One request is in one stage at a time. */
interface Stopwatch {
  enter(stage: Stage): void;
  reset(): void;
  /** Milliseconds by stage so far. */
  spent: Record<Stage, number>;
}

function startStopwatch(): Stopwatch {
  const spent = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>;
  let [current, since]: [Stage, number] = ["rest", performance.now()];
  return {
    spent,
    reset: () => {
      for (const stage of stages) spent[stage] = 0;
    },
    enter: (stage) => {
      const now = performance.now();
      spent[current] += now - since;
      [current, since] = [stage, now];
    },
  };
}

/** What `call` returns; meanwhile the request is in `stage`, and with its end, unless others of it go on, in `next`. */
function createTimer(watch: Stopwatch) {
  let active = 0;
  return async <Result>(stage: Stage, next: () => Stage, call: () => Promise<Result>): Promise<Result> => {
    if ((active += 1) === 1) watch.enter(stage);
    try {
      return await call();
    } finally {
      if ((active -= 1) === 0) watch.enter(next());
    }
  };
}

/**
 * The server's ports, each telling the stopwatch when it is busy. Between the last look-up before the engines and the first
 * call of one nothing happens but decoding; between the key and the storage, sealing.
 */
function installTimedRuntime({ runtime }: BenchData, watch: Stopwatch, isInStep: () => boolean) {
  const timed = createTimer(watch);
  let wereAsked = false;
  const rest = (): Stage => "rest";

  const pool = createPool(env().DATABASE_URL, { limited: true });
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  const lookUp = (...args: unknown[]) => (isInStep() ? timed("look-ups", () => (wereAsked ? "rest" : "decoding and copies"), () => query(...args)) : query(...args));
  Object.assign(pool, { query: lookUp });
  const own = createDatabase(pool);
  const transaction: Database["transaction"] = (work, config) => timed("transaction", rest, () => own.transaction(work, config));
  const db = new Proxy(own, { get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)) });

  const engines = Object.fromEntries(
    Object.entries(runtime.engines).map(([name, port]: [string, (...args: unknown[]) => unknown]) => {
      const ask = (...args: unknown[]) => {
        wereAsked = true;
        return timed("engines", rest, () => port(...args) as Promise<unknown>);
      };
      return [name, name === "isConfigured" || name === "states" ? port : ask];
    }),
  ) as unknown as Engines;
  const createSubmissionKey: typeof runtime.vault.createSubmissionKey = (...args) => timed("key", () => "sealing and storage", () => runtime.vault.createSubmissionKey(...args));
  const put: typeof runtime.storage.put = (bytes) => timed("sealing and storage", rest, () => runtime.storage.put(bytes));

  globalThis.verdictRuntime = { pool, db, engines, vault: { ...runtime.vault, createSubmissionKey }, storage: { ...runtime.storage, put } };
  return {
    begin: () => (wereAsked = false),
    close: () => pool.end(),
  };
}

export interface StageTimes {
  requests: number;
  /** Milliseconds of all requests together. */
  spent: Record<Stage, number>;
}

const warmUps = 20;

/** Step 1 through the gate and the service of the server, in this process, one request after another; the first ones are not counted. */
export async function timeStages(data: BenchData, requests: Step1Requests, seconds: number): Promise<StageTimes> {
  const watch = startStopwatch();
  let isInStep = false;
  const runtime = installTimedRuntime(data, watch, () => isInStep);
  const route = apiRoute("step1", async (ctx, request, { options }) => {
    watch.enter("reading");
    const { fields, files } = await readStepMultipart(request, "step1", step1ImageNames);
    watch.enter("rest");
    const input = readStep1(fields, new Set(files.keys()), options);
    if ("refusal" in input) throw new Error(input.refusal.message);
    isInStep = true;
    return submitStep1(ctx, input, { idImage: files.get("idImage") ?? Buffer.alloc(0), idBackImage: null });
  });

  const sendOne = async () => {
    const { path, method, body } = requests.next();
    const request = new NextRequest(`http://localhost${path}`, { method, headers: requests.headers, body: new Uint8Array(body) });
    runtime.begin();
    isInStep = false;
    watch.enter("gate");
    const answer = await route(request);
    watch.enter("rest");
    if (answer.status !== 200) throw new Error(`Step 1 answered ${answer.status}: ${await answer.text()}`);
  };

  for (let warm = 0; warm < warmUps; warm += 1) await sendOne();
  watch.reset();
  const startedAt = performance.now();
  let made = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    await sendOne();
    made += 1;
  }
  await runtime.close();
  return { requests: made, spent: watch.spent };
}
