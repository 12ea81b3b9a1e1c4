import { boolean, check, index, integer, jsonb, pgTable, real, text, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import type { CheckName } from "@/lib/kyc/flags";
import type { ProjectId } from "@/lib/kyc/ids";
import { bytes, instant } from "./columns";
import { submissions } from "./submissions";

/** How a check of an attempt ended, and how long its engine took, in milliseconds. */
export interface CheckOutcome {
  check: CheckName | "bank_transfer";
  outcome: "ok" | "not_available" | "error";
  milliseconds: number;
}

/** One try of Step 1, PreStep2 or Step 2. Append-only, but for its trace, which a partial deletion empties; what it sealed is unreadable once the submission's key is destroyed. */
export const attempts = pgTable(
  "attempts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    step: text("step").$type<"step1" | "prestep2" | "step2">().notNull(),
    /** 1, 2, … within the submission. */
    number: integer("number").notNull(),
    /** Whether it failed by the applicant's doing, and so counts. */
    countsAsTry: boolean("counts_as_try").notNull(),
    retryCodes: text("retry_codes").array().notNull(),
    retryMessages: text("retry_messages").array().notNull(),
    faceSimilarityScore: real("face_similarity_score"),
    livenessScore: real("liveness_score"),
    checks: jsonb("checks").$type<CheckOutcome[]>().notNull(),
    /** Sealed JSON: the engines' facts and what the client sent besides images; `null` once a part that it may hold was deleted. */
    trace: bytes("trace"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("attempts_submission_idx").on(table.submissionId, table.number),
    check("attempts_messages_check", sql`cardinality(retry_codes) = cardinality(retry_messages)`),
  ],
);

export type AttemptRow = typeof attempts.$inferSelect;
