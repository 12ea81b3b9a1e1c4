import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded-postgres";

// Each makes a database or two from nothing.
vi.setConfig({ testTimeout: 120_000 });

let folder = "";
let databases: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "verdict-server-"));
  // The account that runs PostgreSQL for root must be able to pass through.
  await chmod(folder, 0o711);
  databases = [];
});

afterEach(async () => {
  // One that lies elsewhere has a folder of its own around it.
  for (const directory of databases) await rm(directory.startsWith(folder) ? directory : path.dirname(directory), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

async function use(parent = path.join(folder, "data")): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory: path.join(parent, "postgres"), throwaway: true, log: () => undefined });
  databases.push(server.directory);
  return server;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows as unknown[];
}

test("a command that joins a running server leaves it running, and the last one out stops it", async () => {
  const desk = await use();
  const command = await use();
  expect(command.url).toBe(desk.url);

  await command.stop();
  expect(await query(desk.url, "select 1 as one")).toEqual([{ one: 1 }]);

  await desk.stop();
  await expect(query(desk.url, "select 1")).rejects.toThrow("ECONNREFUSED");
});

test("two that leave at once stop the server between them", async () => {
  const [one, other] = [await use(), await use()];

  await Promise.all([one.stop(), other.stop()]);

  await expect(query(one.url, "select 1")).rejects.toThrow("ECONNREFUSED");
});

test("a command that comes while the server is being stopped starts it again", async () => {
  const first = await use();
  const stopped = first.stop();

  const second = await use();
  await stopped;

  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
});

test("a server whose connections were cut is held again", async () => {
  const desk = await use();
  await query(desk.url, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verdict-hold'");
  await vi.waitFor(async () => {
    expect(await query(desk.url, "select 1 as held from pg_locks where locktype = 'advisory' and granted")).toEqual([{ held: 1 }]);
  }, 10_000);

  const command = await use();
  await command.stop();

  expect(await query(desk.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await desk.stop();
});

test("a second start finds what the first one wrote", async () => {
  const first = await use();
  await query(first.url, "create table kept (word text); insert into kept values ('김하늘')");
  await first.stop();

  const second = await use();

  expect(await query(second.url, "select word from kept where word ~ '^김'")).toEqual([{ word: "김하늘" }]);
  await second.stop();
});

test("a server that ended without a word, and whose number another process has now, is started again", async () => {
  const first = await use();
  const note = path.join(first.directory, "postmaster.pid");
  const lines = (await readFile(note, "utf8")).split("\n");
  await first.stop();
  expect(existsSync(note)).toBe(false);
  await writeFile(note, [process.pid, ...lines.slice(1)].join("\n"), { mode: 0o600 });

  const second = await use();

  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
});

test("two that start at once share one server", async () => {
  const [one, other] = await Promise.all([use(), use()]);

  expect(other.url).toBe(one.url);
  await Promise.all([one.stop(), other.stop()]);
});

test("a hold that is given back while its server is away is not taken again", async () => {
  const [desk, command] = [await use(), await use()];
  await query(desk.url, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verdict-hold'");
  await desk.stop();

  await command.stop();

  await expect(query(desk.url, "select 1")).rejects.toThrow("ECONNREFUSED");
});

test("PostgreSQL is given none of our environment's secrets", async () => {
  vi.stubEnv("MASTER_KEY", "a-secret-of-ours");
  const server = await use();
  const [pid = ""] = (await readFile(path.join(server.directory, "postmaster.pid"), "utf8")).split("\n");
  vi.unstubAllEnvs();

  if (process.platform === "linux") expect(await readFile(`/proc/${pid}/environ`, "utf8")).not.toContain("a-secret-of-ours");
  await server.stop();
});

test.runIf(process.getuid?.() === 0)("a database that root's closed folder cannot hold lies elsewhere, and is forgotten with its folder", async () => {
  const closed = path.join(folder, "closed");
  await mkdir(closed, { mode: 0o700 });
  const first = await use(path.join(closed, "data"));
  await query(first.url, "create table kept (word text)");
  await first.stop();
  const second = await use(path.join(closed, "data"));
  expect(second.directory).toBe(first.directory);
  await second.stop();

  await rm(path.join(closed, "data"), { recursive: true });
  const third = await use(path.join(closed, "data"));

  expect(third.directory).not.toBe(first.directory);
  expect(await query(third.url, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
  await third.stop();
});
