import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { bytes, instant } from "./columns";
import { projects } from "./projects";

/** A field that an entry changed: hex SHA-256 of salt and value, `null` where there was none. */
export interface AuditedField {
  name: string;
  oldHash: string | null;
  newHash: string | null;
}

/** One hash chain a project: entry n holds the hash of n − 1. Append-only by trigger. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    seq: bigint("seq", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").$type<"member" | "client" | "operator" | "system">().notNull(),
    actorId: text("actor_id"),
    actorLabel: text("actor_label").notNull(),
    ipAddress: text("ip_address"),
    action: text("action").notNull(),
    subjectType: text("subject_type").$type<"submission" | "options" | "documents" | "member" | "session" | "project" | "key" | "template">().notNull(),
    subjectId: text("subject_id").notNull(),
    fields: jsonb("fields").$type<AuditedField[]>().notNull(),
    previousHash: bytes("previous_hash").notNull(),
    hash: bytes("hash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.seq] }),
    // The timeline of one case.
    index("audit_entries_subject_idx").on(table.projectId, table.subjectId, table.seq),
    index("audit_entries_action_idx").on(table.projectId, table.action, table.seq),
    index("audit_entries_actor_idx").on(table.projectId, table.actorLabel, table.seq),
    index("audit_entries_at_idx").on(table.projectId, table.at),
  ],
);

/** Values of an entry's fields, sealed with the salt of their hashes; erasure empties them and the chain stays whole. */
export const auditValues = pgTable(
  "audit_values",
  {
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    field: text("field").notNull(),
    /** As `sealAuditValue` writes it, under the submission's key or, for other subjects, the project's. */
    sealed: bytes("sealed"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.seq, table.field] }),
    foreignKey({ columns: [table.projectId, table.seq], foreignColumns: [auditEntries.projectId, auditEntries.seq] }),
  ],
);

/** The last entry of each chain; locked last in every writing transaction. */
export const auditHeads = pgTable("audit_heads", {
  projectId: uuid("project_id").$type<ProjectId>().primaryKey().references(() => projects.id),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytes("hash").notNull(),
});
