import { bigint, integer, pgTable, varchar } from "drizzle-orm/pg-core";

/** Written by rate-limiter-flexible, in the shape that it asks for: points taken by a key until `expire` (ms since 1970). */
export const rateLimits = pgTable("rate_limits", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
