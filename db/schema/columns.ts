import { customType, timestamp } from "drizzle-orm/pg-core";

/** Instants carry milliseconds: what JavaScript reads back is what was hashed. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
