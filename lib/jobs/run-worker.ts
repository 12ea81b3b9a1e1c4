import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, parseCronItems, run, type ParsedCronItem, type TaskList } from "graphile-worker";
import type { Pool } from "pg";
import { describeError } from "@/lib/describe-error";
import { logger } from "@/lib/logger";
import type { SystemContext } from "@/lib/services/context";
import { tasks, type JobTask } from "./tasks";

export type WorkerDependencies = Omit<SystemContext, "now"> & { pool: Pool };

/** How long a worker whose database went away waits before it begins anew. */
const pauseMilliseconds = 5_000;
const concurrency = 2;

/** How late a job may begin that was asked for at a time: the release of a decision among them. */
const pollMilliseconds = 500;

/** The library's words in our log; what it says of every job, and of failures that we have logged, is for whoever looks closely. */
const workerLogger = new Logger(({ taskIdentifier, jobId }) => (level, message, meta) => {
  const known = meta?.failure === true ? "debug" : level === "error" ? "error" : level === "warning" ? "warn" : "debug";
  logger()[known]({ task: taskIdentifier, jobId }, message);
});

/** In batches, or a job's end would be written by nobody's leave: neither waited for when the worker stops, nor caught when it fails. */
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/**
 * A task as the library calls it. The library keeps an error's message in the database and logs it: ours is logged without
 * its message, and another one is thrown.
 */
function runnable(name: string, { work }: JobTask, { db, vault, storage }: WorkerDependencies, stopping: AbortSignal) {
  return async () => {
    try {
      const count = await work({ db, vault, storage, now: new Date() }, stopping);
      if (count > 0) logger().info({ task: name, count }, "a task has done its work");
    } catch (error) {
      logger().error({ task: name, ...describeError(error) }, "a task failed");
      throw new Error("The task failed; the log says where.");
    }
  };
}

/**
 * One job of a task waits at most, and one that failed or whose process was killed is not tried again: the next is never far,
 * and does all that is due.
 */
function cronItems(): ParsedCronItem[] {
  return parseCronItems(Object.entries(tasks).map(([task, { schedule }]) => ({ task, match: schedule, options: { jobKey: task, maxAttempts: 1, backfillPeriod: 0 } })));
}

async function runOnce(deps: WorkerDependencies, stopping: AbortSignal): Promise<void> {
  const taskList: TaskList = Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, runnable(name, task, deps, stopping)]));
  const runner = await run({ preset, pgPool: deps.pool, logger: workerLogger, noHandleSignals: true, concurrency, pollInterval: pollMilliseconds, taskList, parsedCronItems: cronItems() });
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= runner.stop());
  stopping.addEventListener("abort", stop, { once: true });
  if (stopping.aborted) stop();
  try {
    await runner.promise;
  } finally {
    stopping.removeEventListener("abort", stop);
    await stopped;
  }
}

/**
 * Runs the tasks on their schedule, and on demand, until it is told to stop; the task under way then ends after its row, and
 * nothing of it is left when this returns. A database that goes away is waited for.
 */
export async function runWorker(deps: WorkerDependencies, stopping: AbortSignal): Promise<void> {
  // A connection may end while a job has it; its next statement hears of that.
  deps.pool.on("connect", (client) => client.on("error", () => undefined));
  while (!stopping.aborted) {
    await runOnce(deps, stopping).catch((error: unknown) => logger().error(describeError(error), "the worker ended and begins anew"));
    await wait(pauseMilliseconds, undefined, { signal: stopping }).catch(() => undefined);
  }
}
