import { date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import type { RuleName } from "@/lib/kyc/rules/rule";
import { bytes, instant } from "./columns";
import { submissions } from "./submissions";

/** All rule results at one moment, so that it can be replayed: sealed facts and results, options version, day. Append-only. */
export const evaluations = pgTable(
  "evaluations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    stage: text("stage").$type<"intake" | "review">().notNull(),
    optionsVersion: integer("options_version").notNull(),
    /** Today in the project's time zone. */
    evaluatedOn: date("evaluated_on", { mode: "string" }).notNull(),
    hits: text("hits").array().$type<RuleName[]>().notNull(),
    /** Sealed JSON: `{ facts, results }`. */
    trace: bytes("trace").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("evaluations_submission_idx").on(table.submissionId, table.createdAt)],
);

/** What was decided, and what the applicant reads. Append-only: an undone decision keeps its row. */
export const decisions = pgTable(
  "decisions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    evaluationId: uuid("evaluation_id").references(() => evaluations.id),
    outcome: text("outcome").$type<DecidedStatus>().notNull(),
    /** In the catalogue's order; `comments[i]` is the rendered message of `codes[i]`. */
    codes: text("codes").array().notNull(),
    comments: text("comments").array().notNull(),
    optionsVersion: integer("options_version").notNull(),
    memberId: uuid("member_id"),
    /** E-mail of the member, or "system". */
    reviewer: text("reviewer").notNull(),
    reviewerName: text("reviewer_name").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [index("decisions_submission_idx").on(table.submissionId, table.decidedAt)],
);
