import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { Role } from "@/lib/kyc/roles";
import { instant } from "./columns";
import { projects } from "./projects";

/** A person who signs in. One account, a role in each project. */
export const members = pgTable(
  "members",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** argon2id, in PHC string format. */
    passwordHash: text("password_hash").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("members_email_key").on(sql`lower(${table.email})`)],
);

export const memberships = pgTable(
  "memberships",
  {
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    memberId: uuid("member_id").notNull().references(() => members.id),
    role: text("role").$type<Role>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.memberId] }),
    // Sign-in looks for the member's projects.
    index("memberships_member_idx").on(table.memberId),
    check("memberships_role_check", sql`role in ('viewer', 'agent', 'lead', 'admin')`),
  ],
);

/** Checked at every request: a row that is missing, ended or of a removed member is no session. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    memberId: uuid("member_id").notNull().references(() => members.id),
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    ipAddress: text("ip_address"),
  },
  (table) => [
    // The sessions of a member, and when one last began in each project.
    index("sessions_member_idx").on(table.memberId, table.projectId, table.createdAt),
  ],
);

/** Failed sign-ins in a row, per account and per address (the key is a hash: no e-mail of a stranger is kept). */
export const signInFailures = pgTable("sign_in_failures", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  blockedUntil: instant("blocked_until"),
  lastAt: instant("last_at").notNull(),
});
