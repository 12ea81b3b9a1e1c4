import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";

const lock = 8_437_201;

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
  } finally {
    await client.end();
  }
}
