import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { quickAddJob } from "graphile-worker";
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";
import { listChain, lockAuditHead } from "@/db/queries/audit";
import { updateSubmission } from "@/db/queries/submissions";
import { decisions } from "@/db/schema/decisions";
import { events } from "@/db/schema/proposals";
import { submissions } from "@/db/schema/submissions";
import { makeContext } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { freshDatabase, type TestDatabase } from "@/db/test/test-database";
import type { MemberContext } from "@/lib/services/context";
import { verifyAudit } from "@/lib/services/verify-audit";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import { tasks, type TaskName } from "./tasks";

const root = mkdtempSync(path.join(tmpdir(), "verdict-worker-"));
const folders = { IMAGES_DIR: path.join(root, "images"), KEYS_DIR: path.join(root, "keys") };
const masterKey = Buffer.alloc(32, 7);
const stores = { vault: createFolderVault({ keysDir: folders.KEYS_DIR, masterKey }), storage: createFolderImageStore(folders.IMAGES_DIR) };
const day = 24 * 60 * 60 * 1000;

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let db: Database;
const started: ChildProcess[] = [];

beforeAll(async () => {
  database = await freshDatabase(inject("databaseUrl"));
  pool = createPool(database.url);
  // Dropping the database ends connections that the pool is still closing.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  db = createDatabase(pool);
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(root, { recursive: true });
});

/** `npm run worker`, running. */
async function startWorker() {
  const given = {
    ...folders, DATABASE_URL: database.url, DATA_DIR: path.join(root, "data"), MASTER_KEY: masterKey.toString("base64"), PGAPPNAME: "verdict-worker-test",
    NEXTAUTH_SECRET: "a secret of thirty-two letters or more", LOG_LEVEL: "info", NODE_ENV: "test" as const,
  };
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "lib/cli/worker.ts"], { stdio: ["ignore", "ignore", "pipe"], env: given });
  started.push(child);
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const ended = once(child, "close");
  await vi.waitFor(() => expect(log).toContain("the worker runs"), { timeout: 30_000, interval: 20 });
  return {
    child,
    log: () => log,
    stop: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

const ask = (task: TaskName) => quickAddJob({ pgPool: pool }, task, {});
const count = async (query: ReturnType<typeof sql>) => Number((await db.execute<{ count: string }>(query)).rows[0]?.count);
const connectionsOfWorkers = () => count(sql`select count(*) from pg_stat_activity where application_name = 'verdict-worker-test'`);
const waitingWorkers = () => count(sql`select count(*) from pg_stat_activity where application_name = 'verdict-worker-test' and cardinality(pg_blocking_pids(pid)) > 0`);
const runningJobs = () => count(sql`select count(*) from graphile_worker._private_jobs where locked_at is not null`);

async function makeUnfinished(howMany: number): Promise<MemberContext> {
  const ctx = await makeContext(db, stores);
  for (let made = 0; made < howMany; made += 1) {
    const id = await makeSubmission(ctx, { status: "incomplete", retryCount: 1 });
    await updateSubmission(db, ctx.projectId, id, { stepClockAt: new Date(Date.now() - 2 * day + made) });
  }
  return ctx;
}

async function countsOf({ projectId }: MemberContext) {
  const [rejected, decided, chain] = await Promise.all([
    db.$count(submissions, sql`project_id = ${projectId} and status = 'rejected'`),
    db.$count(decisions, eq(decisions.projectId, projectId)),
    listChain(db, projectId, 0, 2_000),
  ]);
  return { rejected, decided, audited: chain.filter((entry) => entry.action === "submission.timed_out").length };
}

/** As many of each as were rejected. */
const whole = (rejected: number) => ({ rejected, decided: rejected, audited: rejected });

test("a worker knows its schedule, does on demand what is due, and ends on SIGTERM within five seconds, leaving nothing", async () => {
  const ctx = await makeUnfinished(1);
  const worker = await startWorker();
  const known = async () => (await db.execute<{ identifier: string }>(sql`select identifier from graphile_worker._private_known_crontabs`)).rows;
  await vi.waitFor(async () => expect((await known()).map((row) => row.identifier).sort()).toEqual(Object.keys(tasks).sort()), 10_000);

  await ask("time_out_submissions");
  await vi.waitFor(async () => expect(await countsOf(ctx)).toEqual(whole(1)), 10_000);
  await vi.waitFor(async () => expect(await runningJobs()).toBe(0), 10_000);

  const told = performance.now();
  expect(await worker.stop("SIGTERM")).toBe(0);
  expect(performance.now() - told).toBeLessThan(5_000);
  await vi.waitFor(async () => expect(await connectionsOfWorkers()).toBe(0), 5_000);
  expect(worker.log().trim().split("\n").map((line) => JSON.parse(line).msg)).toEqual(["the worker runs", "a task has done its work", "the worker has stopped"]);
}, 90_000);

test("SIGTERM amid many ends the worker after the one under way", async () => {
  const ctx = await makeUnfinished(400);
  const worker = await startWorker();
  await ask("time_out_submissions");
  await vi.waitFor(async () => expect((await countsOf(ctx)).rejected).toBeGreaterThan(0), { timeout: 10_000, interval: 10 });

  expect(await worker.stop("SIGTERM")).toBe(0);
  const counts = await countsOf(ctx);
  expect(counts).toEqual(whole(counts.rejected));
  expect(counts.rejected).toBeLessThan(400);
  expect(await runningJobs()).toBe(0);
  await db.update(submissions).set({ retryCount: 0 }).where(eq(submissions.status, "incomplete"));
}, 120_000);

test("a decision with a grace period is told by the running worker, at its end and not before", async () => {
  const ctx = await makeContext(db, stores, "agent", { graceSeconds: 2 });
  const worker = await startWorker();
  const id = await makeSubmission(ctx);
  const decidedAt = new Date();
  await decideOpened({ ...ctx, now: decidedAt }, id, { outcome: "approved", version: 1 });
  const told = async () => (await db.select().from(events).where(eq(events.submissionId, id)))[0];
  await vi.waitFor(async () => expect(await told()).toMatchObject({ kind: "submission.approved" }), 15_000);
  expect(((await told())?.at.getTime() ?? 0) - decidedAt.getTime()).toBeGreaterThanOrEqual(2_000);
  expect(await worker.stop("SIGTERM")).toBe(0);
}, 90_000);

test("a worker that is killed amid many leaves nothing half done, and another goes on", async () => {
  const ctx = await makeUnfinished(300);
  const killed = await startWorker();
  await ask("time_out_submissions");
  await vi.waitFor(async () => expect((await countsOf(ctx)).rejected).toBeGreaterThan(0), { timeout: 10_000, interval: 10 });
  await db.transaction(async (tx) => {
    // The one under way has been decided, and waits for its place in the audit log.
    await lockAuditHead(tx, ctx.projectId);
    await vi.waitFor(async () => expect(await waitingWorkers()).toBeGreaterThan(0), { timeout: 10_000, interval: 10 });
    await killed.stop("SIGKILL");
  });
  await vi.waitFor(async () => expect(await connectionsOfWorkers()).toBe(0), 10_000);
  const counts = await countsOf(ctx);
  expect(counts).toEqual(whole(counts.rejected));
  expect(counts.rejected).toBeLessThan(300);

  const other = await startWorker();
  await ask("time_out_submissions");
  await vi.waitFor(async () => expect(await countsOf(ctx)).toEqual(whole(300)), 30_000);
  expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
  expect(await other.stop("SIGINT")).toBe(0);
}, 180_000);

test("a task that fails is told without what its statement said, in the log and in the queue; the worker goes on", async () => {
  await db.execute(sql`alter table bank_authentications rename to gone_for_a_while`);
  const worker = await startWorker();
  const { id } = await quickAddJob({ pgPool: pool }, "expire_bank_codes", {}, { maxAttempts: 1 });
  const lastError = async () => (await db.execute<{ error: string | null }>(sql`select last_error as error from graphile_worker._private_jobs where id = ${id}`)).rows[0]?.error;
  await vi.waitFor(async () => expect(await lastError()).toContain("The task failed; the log says where."), 10_000);
  await db.execute(sql`alter table gone_for_a_while rename to bank_authentications`);
  for (const told of [await lastError(), worker.log()]) expect(told).not.toMatch(/Failed query|relation|requested_at/);
  expect(worker.log()).toContain('"code":"42P01"');

  const ctx = await makeUnfinished(1);
  await ask("time_out_submissions");
  await vi.waitFor(async () => expect(await countsOf(ctx)).toEqual(whole(1)), 10_000);
  expect(await worker.stop("SIGTERM")).toBe(0);
}, 90_000);

test("a database that ends every connection is waited for", async () => {
  const worker = await startWorker();
  await vi.waitFor(async () => expect(await connectionsOfWorkers()).toBeGreaterThan(0), 10_000);
  await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verdict-worker-test'`);

  const ctx = await makeUnfinished(1);
  await ask("time_out_submissions");
  await vi.waitFor(async () => expect(await countsOf(ctx)).toEqual(whole(1)), 20_000);
  expect(await worker.stop("SIGTERM")).toBe(0);
}, 90_000);
