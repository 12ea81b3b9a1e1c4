import "server-only";
import { sql } from "drizzle-orm";

/** A column's instant as the wire has it: the database writes it, so nothing is parsed twice. */
export const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
