import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { bytes, instant } from "./columns";
import { members } from "./members";
import { submissions } from "./submissions";

/** What members tell each other about a case; the applicant never reads it. */
export const notes = pgTable(
  "notes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    memberId: uuid("member_id").notNull().references(() => members.id),
    memberName: text("member_name").notNull(),
    /** Sealed text. */
    body: bytes("body").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("notes_submission_idx").on(table.submissionId, table.createdAt)],
);

/** Who is called to a note; their inbox. */
export const noteMentions = pgTable(
  "note_mentions",
  {
    noteId: uuid("note_id").notNull().references(() => notes.id),
    memberId: uuid("member_id").notNull().references(() => members.id),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    createdAt: instant("created_at").notNull(),
    readAt: instant("read_at"),
  },
  (table) => [
    primaryKey({ columns: [table.noteId, table.memberId] }),
    index("note_mentions_inbox_idx").on(table.projectId, table.memberId, table.createdAt.desc(), table.noteId),
    index("note_mentions_unread_idx").on(table.projectId, table.memberId).where(sql`read_at is null`),
  ],
);

/** An attachment of a note, stored as the images of submissions are. */
export const noteImages = pgTable(
  "note_images",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    noteId: uuid("note_id").notNull().references(() => notes.id),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    position: integer("position").notNull(),
    originalKey: text("original_key").notNull(),
    displayKey: text("display_key").notNull(),
    thumbnailKey: text("thumbnail_key").notNull(),
    sha256: bytes("sha256").notNull(),
    contentType: text("content_type").$type<"image/jpeg" | "image/png">().notNull(),
    byteLength: integer("byte_length").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    orientation: integer("orientation").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("note_images_position_key").on(table.noteId, table.position), index("note_images_submission_idx").on(table.submissionId)],
);

/** Texts of `other` that a lead keeps; `{placeholders}` are filled by who uses one. */
export const textTemplates = pgTable(
  "text_templates",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull(),
    /** BCP 47 tag of the language that the applicant reads. */
    language: text("language").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    version: integer("version").notNull().default(1),
    author: text("author").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("text_templates_title_key").on(table.projectId, table.language, sql`lower(${table.title})`),
    check("text_templates_version_check", sql`version >= 1`),
  ],
);
