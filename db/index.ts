import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { Pool } from "pg";

/** The pool or a transaction on it: queries take either. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

/**
 * How long the desk waits, in milliseconds: for a statement, for a lock in it, and for a transaction that does nothing.
 * A database that says nothing at all is given up a moment later, from this side.
 */
const deskLimits = { statement_timeout: 8_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 10_000, query_timeout: 10_000 };

interface PoolSize {
  max?: number;
  /** For a server that answers people. A command may take its time: an import, an index, a bulk load. */
  limited?: boolean;
}

export function createPool(connectionString: string, { max = 20, limited = false }: PoolSize = {}): Pool {
  return new Pool({ connectionString, max, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000, keepAlive: true, ...(limited ? deskLimits : {}) });
}

export function createDatabase(pool: Pool): Database {
  return drizzle(pool);
}
