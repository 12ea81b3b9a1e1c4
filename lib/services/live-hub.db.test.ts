import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";
import { liveChannel, tellLive } from "@/db/queries/live";
import { makeContext } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { freshDatabase, type TestDatabase } from "@/db/test/test-database";
import type { LiveEvent } from "@/lib/contracts/live";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import type { MemberContext } from "./context";
import { createLiveHub } from "./live-hub";

const root = mkdtempSync(path.join(tmpdir(), "verdict-live-"));
const stores = { vault: createFolderVault({ keysDir: path.join(root, "keys"), masterKey: Buffer.alloc(32, 7) }), storage: createFolderImageStore(path.join(root, "images")) };
let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let db: Database;

beforeAll(async () => {
  database = await freshDatabase(inject("databaseUrl"));
  pool = createPool(database.url);
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  db = createDatabase(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(root, { recursive: true });
});

/** A hub with one page that hears of a project; what it heard. */
async function listening(ctx: MemberContext) {
  const warned: string[] = [];
  const hub = createLiveHub({ url: database.url, db, warn: (_error, message) => warned.push(message) });
  const heard: LiveEvent[] = [];
  const leave = hub.subscribe(ctx.projectId, (event) => heard.push(event));
  await vi.waitFor(() => expect(heard).toContainEqual({ type: "lost" }), 10_000);
  return { hub, heard, leave, warned };
}
const waitingOf = (heard: readonly LiveEvent[]) => heard.flatMap((event) => (event.type === "waiting" ? [event.waiting] : []));
const casesOf = (heard: readonly LiveEvent[]) => heard.flatMap((event) => (event.type === "cases" ? event.cases : []));

test("what is committed is heard by every process, and what waits is counted anew; what is rolled back, and another project's, by none", async () => {
  const [ctx, other] = [await makeContext(db, stores), await makeContext(db, stores)];
  const [one, two] = [await listening(ctx), await listening(ctx)];
  const id = await makeSubmission(ctx);
  await makeSubmission(other);
  await db.transaction(async (tx) => {
    await makeSubmission({ ...ctx, db: tx });
    throw new Error("rolled back");
  }).catch(() => undefined);

  for (const { heard } of [one, two]) {
    await vi.waitFor(() => expect(waitingOf(heard).at(-1)).toBe(1), 10_000);
    expect(casesOf(heard)).toEqual([{ id, act: "submission.imported" }]);
  }
  await Promise.all([one.hub.close(), two.hub.close()]);
});

test("changes of leases are told together, and nothing is counted for them", async () => {
  const ctx = await makeContext(db, stores);
  const { hub, heard } = await listening(ctx);
  await vi.waitFor(() => expect(waitingOf(heard)).toHaveLength(1), 10_000);
  const ids = Array.from({ length: 20 }, () => randomUUID());
  for (const id of ids) hub.announce(ctx.projectId, id);
  await vi.waitFor(() => expect(casesOf(heard)).toHaveLength(20), 10_000);
  expect(heard.filter((event) => event.type === "cases").length).toBeLessThan(4);
  expect(waitingOf(heard)).toHaveLength(1);
  await hub.close();
});

test("many changes at once cost one count a second", async () => {
  const ctx = await makeContext(db, stores);
  const { hub, heard } = await listening(ctx);
  const began = Date.now();
  for (let count = 0; count < 30; count += 1) await makeSubmission(ctx);
  await vi.waitFor(() => expect(waitingOf(heard).at(-1)).toBe(30), 20_000);
  expect(waitingOf(heard).length).toBeLessThanOrEqual(3 + Math.ceil((Date.now() - began) / 1000));
  await hub.close();
});

test("a connection that is lost is opened again, and everybody is told that something may have been missed", async () => {
  const ctx = await makeContext(db, stores);
  const { hub, heard } = await listening(ctx);
  heard.length = 0;
  await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = ${`listen ${liveChannel}`}`);
  await vi.waitFor(() => expect(heard).toContainEqual({ type: "lost" }), 15_000);
  const id = await makeSubmission(ctx);
  await vi.waitFor(() => expect(casesOf(heard)).toContainEqual({ id, act: "submission.imported" }), 10_000);
  await hub.close();
});

test("too many cases for one notice are told as “everything may have changed”, and what no desk said is passed over", async () => {
  const ctx = await makeContext(db, stores);
  const { hub, heard, warned } = await listening(ctx);
  heard.length = 0;
  await db.execute(sql`select pg_notify(${liveChannel}, 'no JSON')`);
  await tellLive(db, { projectId: ctx.projectId, cases: Array.from({ length: 200 }, () => ({ id: randomUUID(), act: "lease" })) });
  await vi.waitFor(() => expect(heard).toContainEqual({ type: "lost" }), 10_000);
  expect(warned).toEqual(["a notice could not be read"]);
  await hub.close();
});

test("who has left hears nothing more", async () => {
  const ctx = await makeContext(db, stores);
  const { hub, heard, leave } = await listening(ctx);
  const stays: LiveEvent[] = [];
  hub.subscribe(ctx.projectId, (event) => stays.push(event));
  leave();
  heard.length = 0;
  const id = await makeSubmission(ctx);
  await vi.waitFor(() => expect(casesOf(stays)).toContainEqual({ id, act: "submission.imported" }), 10_000);
  expect(heard).toEqual([]);
  await hub.close();
});
