import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { bytes, instant } from "./columns";
import { members } from "./members";
import { submissions } from "./submissions";

/**
 * A row for each case that ever waited; the database makes it when a case becomes pending and frees its lease when it is
 * not any more. Apart from `submissions`: a lease changes every half minute, and the case does not.
 */
export const queueEntries = pgTable(
  "queue_entries",
  {
    submissionId: uuid("submission_id").primaryKey().references(() => submissions.id),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    isWaiting: boolean("is_waiting").notNull(),
    /** Larger is sooner: set by a lead, else by the project's weights of flags. */
    priority: integer("priority").notNull().default(0),
    isPriorityByHand: boolean("is_priority_by_hand").notNull().default(false),
    pendingAt: instant("pending_at").notNull(),
    /** When the project's SLA is over; null where there is none. */
    dueAt: instant("due_at"),
    /** Working milliseconds of the SLA that earlier waits have used: the clock stands still while the applicant is asked. */
    slaUsedMs: bigint("sla_used_ms", { mode: "number" }).notNull().default(0),
    breachedAt: instant("breached_at"),
    assigneeId: uuid("assignee_id").references(() => members.id),
    /** Who must not decide it: the maker of a proposal that waits for a second person. */
    barredMemberId: uuid("barred_member_id").references(() => members.id),

    /** Grows with every claim, takeover and release of a case's lease: what holds an old one never writes. */
    leaseToken: bigint("lease_token", { mode: "number" }).notNull().default(0),
    leaseMemberId: uuid("lease_member_id").references(() => members.id),
    /** The page that holds it: two tabs of one person are two holders. */
    leaseHolder: uuid("lease_holder"),
    /** Reserved as the next case of a holder's, and shown to nobody as held. */
    leaseIsSoft: boolean("lease_is_soft").notNull().default(false),
    leaseClaimedAt: instant("lease_claimed_at"),
    leaseExpiresAt: instant("lease_expires_at"),
  },
  (table) => [
    // The next case for anybody, and for the person it is assigned to. What is held stands in neither.
    index("queue_entries_free_idx")
      .on(table.projectId, table.priority.desc(), table.dueAt, table.pendingAt, table.submissionId)
      .where(sql`is_waiting and lease_member_id is null and assignee_id is null`),
    index("queue_entries_assigned_idx")
      .on(table.projectId, table.assigneeId, table.priority.desc(), table.dueAt, table.pendingAt, table.submissionId)
      .where(sql`is_waiting and assignee_id is not null`),
    // The queue by priority, held and assigned cases among it: the claim's order in columns that all rise, so that a page is a range.
    index("queue_entries_order_idx")
      .on(table.projectId, sql`(-priority)`, sql`coalesce(due_at, 'infinity'::timestamptz)`, table.pendingAt, table.submissionId)
      .where(sql`is_waiting`),
    // Leases that are over, and those of a member or a page.
    index("queue_entries_expiry_idx").on(table.projectId, table.leaseExpiresAt).where(sql`lease_member_id is not null`),
    index("queue_entries_member_idx").on(table.leaseMemberId, table.leaseHolder).where(sql`lease_member_id is not null`),
    // The job that marks what is overdue, and the queue by time left.
    index("queue_entries_due_idx").on(table.projectId, table.dueAt, table.submissionId).where(sql`is_waiting and due_at is not null`),
    index("queue_entries_breach_idx").on(table.projectId, table.dueAt).where(sql`is_waiting and breached_at is null and due_at is not null`),
    check(
      "queue_entries_lease_check",
      sql`(lease_member_id is null) = (lease_holder is null) and (lease_member_id is null) = (lease_expires_at is null) and (lease_member_id is null) = (lease_claimed_at is null)`,
    ),
    check("queue_entries_waiting_check", sql`is_waiting or lease_member_id is null`),
  ],
);
export type QueueEntryRow = typeof queueEntries.$inferSelect;

/** What a member put aside; it is not offered to them again on that day of the project's. */
export const caseSkips = pgTable(
  "case_skips",
  {
    memberId: uuid("member_id").notNull().references(() => members.id),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    skippedOn: date("skipped_on", { mode: "string" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.submissionId] })],
);

/** What a member has typed on a case and not saved, so that a lost tab loses nothing. */
export const caseDrafts = pgTable(
  "case_drafts",
  {
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    memberId: uuid("member_id").notNull().references(() => members.id),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    /** Of the case, as it was read when typing began. */
    version: integer("version").notNull(),
    /** Sealed JSON. */
    sealed: bytes("sealed").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.memberId] })],
);

/** A list as somebody named it: the address of the queue or of all submissions, without a place in it. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    /** Null is the team's. */
    ownerId: uuid("owner_id").references(() => members.id),
    scope: text("scope").$type<"queue" | "all">().notNull(),
    name: text("name").notNull(),
    params: text("params").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    // A person's views and the team's; no name twice among either.
    uniqueIndex("saved_views_name_idx").on(table.projectId, table.scope, sql`coalesce(owner_id, '00000000-0000-0000-0000-000000000000')`, sql`lower(name)`),
    check("saved_views_scope_check", sql`scope in ('queue', 'all')`),
  ],
);
