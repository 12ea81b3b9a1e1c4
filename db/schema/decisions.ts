import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import type { RuleName } from "@/lib/kyc/rules/rule";
import { bytes, instant } from "./columns";
import { projects } from "./projects";
import { submissions } from "./submissions";

/** All rule results at one moment, so that it can be replayed: sealed facts and results, options version, day. Append-only, but for its trace, which a partial deletion empties. */
export const evaluations = pgTable(
  "evaluations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    stage: text("stage").$type<"intake" | "review">().notNull(),
    optionsVersion: integer("options_version").notNull(),
    /** Today in the project's time zone. */
    evaluatedOn: date("evaluated_on", { mode: "string" }).notNull(),
    hits: text("hits").array().$type<RuleName[]>().notNull(),
    /** Sealed JSON: `{ facts, results }`; `null` once a fact of it was deleted. */
    trace: bytes("trace"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("evaluations_submission_idx").on(table.submissionId, table.createdAt)],
);

/**
 * What was decided, and what the applicant reads. Append-only: an undone decision keeps its row; after an erasure its
 * messages, which may hold an agent's own text about a person, cannot be opened any more, and all else stays.
 */
export const decisions = pgTable(
  "decisions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    evaluationId: uuid("evaluation_id").references(() => evaluations.id),
    outcome: text("outcome").$type<DecidedStatus>().notNull(),
    /** In the catalogue's order. */
    codes: text("codes").array().notNull(),
    /** The rendered message of each code, as `sealComments` writes them; null where there are none, and where they were never sealed. */
    commentsSealed: bytes("comments_sealed"),
    optionsVersion: integer("options_version").notNull(),
    memberId: uuid("member_id"),
    /** E-mail of the member, or "system". */
    reviewer: text("reviewer").notNull(),
    reviewerName: text("reviewer_name").notNull(),
    decidedAt: instant("decided_at").notNull(),
    /** Sealed JSON of the fields and flags as they were before a correction that came with it: what taking it back restores. */
    beforeSealed: bytes("before_sealed"),
    /** Who gave the second approval. */
    confirmerId: uuid("confirmer_id"),
    confirmer: text("confirmer"),
    confirmerName: text("confirmer_name"),
  },
  (table) => [
    index("decisions_submission_idx").on(table.submissionId, table.decidedAt),
    check("decisions_outcome_check", sql`outcome in ('approved', 'rejected')`),
    check("decisions_codes_check", sql`(outcome = 'rejected') = (cardinality(codes) > 0)`),
  ],
);

export type DecisionRow = typeof decisions.$inferSelect;
