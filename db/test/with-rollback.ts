import { afterAll, inject } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";

class Rollback extends Error {}

let shared: ReturnType<typeof createPool> | undefined;

/** The test database's pool; for races, which need committed rows and connections of their own. */
export function testPool() {
  shared ??= createPool(inject("databaseUrl"));
  return shared;
}

afterAll(async () => {
  await shared?.end();
  shared = undefined;
});

/** Runs `body` in a real transaction and throws its writes away. */
export async function withRollback(body: (db: Database) => Promise<void>): Promise<void> {
  const undo = createDatabase(testPool()).transaction(async (tx) => {
    await body(tx);
    throw new Rollback();
  });
  await undo.catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error;
  });
}
