import { sql } from "drizzle-orm";
import { bigserial, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import { bytes, instant } from "./columns";
import { decisions } from "./decisions";
import { members } from "./members";
import { submissions } from "./submissions";

/** A decision that waits for a second person. The case stays pending until it is confirmed. */
export const proposals = pgTable(
  "proposals",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    /** Of the case after it was proposed: a case that changed since is to be looked at anew. */
    version: integer("version").notNull(),
    outcome: text("outcome").$type<DecidedStatus>().notNull(),
    /** What the maker chose; the rules' own codes are worked out again when it is confirmed. */
    codes: text("codes").array().notNull(),
    /** Sealed JSON: `{ otherText, fields, confirmedHits }` of what was asked for. */
    sealed: bytes("sealed").notNull(),
    makerId: uuid("maker_id").references(() => members.id),
    maker: text("maker").notNull(),
    makerName: text("maker_name").notNull(),
    createdAt: instant("created_at").notNull(),
    state: text("state").$type<"open" | "confirmed" | "sent_back" | "withdrawn" | "overtaken">().notNull().default("open"),
    closedById: uuid("closed_by_id").references(() => members.id),
    closedByName: text("closed_by_name"),
    closedAt: instant("closed_at"),
    /** Why it was sent back, sealed. */
    noteSealed: bytes("note_sealed"),
  },
  (table) => [
    uniqueIndex("proposals_one_open_key").on(table.submissionId).where(sql`state = 'open'`),
    index("proposals_submission_idx").on(table.submissionId, table.createdAt),
    index("proposals_waiting_idx").on(table.projectId, table.createdAt).where(sql`state = 'open'`),
    check("proposals_state_check", sql`state in ('open', 'confirmed', 'sent_back', 'withdrawn', 'overtaken')`),
    check("proposals_closed_check", sql`(state = 'open') = (closed_at is null)`),
    check("proposals_outcome_check", sql`outcome in ('approved', 'rejected')`),
  ],
);
export type ProposalRow = typeof proposals.$inferSelect;

/** Decisions that did not stand: taken back in the grace period, reopened by a lead, or changed afterwards. Append-only. */
export const overturnedDecisions = pgTable(
  "overturned_decisions",
  {
    decisionId: uuid("decision_id").primaryKey().references(() => decisions.id),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    kind: text("kind").$type<"undone" | "reopened" | "changed">().notNull(),
    memberId: uuid("member_id"),
    memberName: text("member_name").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("overturned_decisions_submission_idx").on(table.submissionId), check("overturned_decisions_kind_check", sql`kind in ('undone', 'reopened', 'changed')`)],
);

export type OverturnedKind = (typeof overturnedDecisions.$inferSelect)["kind"];

/** What an applicant was asked to send again, and whether it came. */
export const resubmissionRequests = pgTable(
  "resubmission_requests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    kind: text("kind").$type<"idImage" | "selfieImage" | "addressImage">().notNull(),
    codes: text("codes").array().notNull(),
    /** The rendered messages of the codes, as `sealComments` writes them. */
    commentsSealed: bytes("comments_sealed"),
    memberId: uuid("member_id").notNull().references(() => members.id),
    memberName: text("member_name").notNull(),
    requestedAt: instant("requested_at").notNull(),
    answeredAt: instant("answered_at"),
    /** The 72 hours went by, or the case was decided otherwise. */
    closedAt: instant("closed_at"),
  },
  (table) => [
    uniqueIndex("resubmission_requests_one_open_key").on(table.submissionId).where(sql`answered_at is null and closed_at is null`),
    index("resubmission_requests_submission_idx").on(table.submissionId, table.requestedAt),
    index("resubmission_requests_open_idx").on(table.projectId, table.requestedAt).where(sql`answered_at is null and closed_at is null`),
    check("resubmission_requests_kind_check", sql`kind in ('idImage', 'selfieImage', 'addressImage')`),
  ],
);

/** What the outside is to be told, in order; written with what happened, and when it is released. Names no person. Append-only. */
export const events = pgTable(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    kind: text("kind").$type<"submission.approved" | "submission.rejected" | "submission.resubmission_requested" | "submission.sla_breached">().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("events_project_idx").on(table.projectId, table.id), index("events_submission_idx").on(table.submissionId)],
);
