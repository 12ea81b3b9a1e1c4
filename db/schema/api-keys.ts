import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { bytes, instant } from "./columns";
import { projects } from "./projects";

/** Keys of the public API. The secret is shown once; what stays is its hash. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    name: text("name").notNull(),
    /** The part before the secret, by which a key is looked up and recognised in lists. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the secret, which has 256 random bits: compared in constant time. */
    secretHash: bytes("secret_hash").notNull(),
    /** E-mail of the member who made it, or who the operator is. */
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** To the minute: a busy key is not written at every request. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("api_keys_prefix_key").on(table.prefix), index("api_keys_project_idx").on(table.projectId, table.createdAt)],
);

export type ApiKeyRow = typeof apiKeys.$inferSelect;
