import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/lib/cli/embedded-postgres";

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated database of its own on a server that runs; `serverUrl` names any database of it. */
export async function freshDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `verdict_test_${randomUUID().slice(0, 8)}`;
  const run = async (statement: string) => {
    const client = new Client(serverUrl);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  await migrateDatabase(url);
  return { url, drop: () => run(`drop database ${name} with (force)`) };
}

/** A migrated database of its own: on the server of TEST_DATABASE_URL, else on an embedded one that is thrown away. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return freshDatabase(given);

  const folder = await mkdtemp(path.join(tmpdir(), "verdict-test-"));
  // The account that runs PostgreSQL for root must be able to pass through.
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ directory: path.join(folder, "data", "postgres"), throwaway: true, log: console.warn });
  const database = await freshDatabase(server.url);
  return {
    url: database.url,
    drop: async () => {
      await database.drop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      if (!server.directory.startsWith(folder)) await rm(path.dirname(server.directory), { recursive: true, force: true });
    },
  };
}
