import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded-postgres";

let folder = "";
let databases: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "verdict-server-"));
  // The account that runs PostgreSQL for root must be able to pass through.
  await chmod(folder, 0o711);
  databases = [];
});

afterEach(async () => {
  for (const directory of [folder, ...databases]) await rm(directory, { recursive: true, force: true });
});

async function use(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory: path.join(folder, "data", "postgres"), throwaway: true, log: () => undefined });
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
