import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { apiKeys } from "./api-keys";
import { bytes, instant } from "./columns";
import { submissions } from "./submissions";

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
    /** Whose answer it is; `null` while the first request runs, and once the answer was taken out. */
    submissionId: uuid("submission_id").references(() => submissions.id),
    /** Sealed under the submission's own key: its erasure makes it unreadable in every backup. */
    answer: bytes("answer"),
    /** A request that has not answered by then died, and the next one runs anew. */
    runsUntil: instant("runs_until").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.route, table.key] }),
    index("idempotent_answers_created_idx").on(table.createdAt),
    check("idempotent_answers_submission_check", sql`(answer is null) = (submission_id is null)`),
  ],
);
