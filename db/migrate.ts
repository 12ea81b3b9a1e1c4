import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations } from "graphile-worker";
import { Client, Pool } from "pg";

const lock = 8_437_201;

/** The tables of the background jobs, in the schema `graphile_worker`, which is the library's own. */
async function migrateJobs(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

/** Brings the database to the newest schema. Safe to call from any number of processes at once: one works, the others wait. */
export async function migrateDatabase(url: string, folder = "db/migrations"): Promise<void> {
  const client = new Client(url);
  // A server that is stopped ends the connection between two statements too; the next statement hears of it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("set client_min_messages = warning");
    await client.query("select pg_advisory_lock($1)", [lock]);
    await migrate(drizzle(client), { migrationsFolder: folder });
    await migrateJobs(url);
  } finally {
    await client.end();
  }
}
