import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { apiKeys } from "./api-keys";
import { bytes, instant } from "./columns";

/** Answers of step1, step2 and review by their `Idempotency-Key`, kept for 24 hours. */
export const idempotentAnswers = pgTable(
  "idempotent_answers",
  {
    apiKeyId: uuid("api_key_id").notNull().references(() => apiKeys.id),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    route: text("route").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of what was sent; another body under the same key is refused. */
    bodyHash: bytes("body_hash").notNull(),
    /** `null` while the first request runs. */
    status: integer("status"),
    /** Sealed under the project's key. */
    answer: bytes("answer"),
    /** A request that has not answered by then died, and the next one runs anew. */
    runsUntil: instant("runs_until").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.apiKeyId, table.route, table.key] }), index("idempotent_answers_created_idx").on(table.createdAt)],
);
