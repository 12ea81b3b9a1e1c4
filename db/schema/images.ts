import { sql } from "drizzle-orm";
import { integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ImageKind } from "@/lib/kyc/images";
import { bytes, instant } from "./columns";
import { submissions } from "./submissions";

/** Where an image's sealed files lie; their content never touches the database. */
export const images = pgTable(
  "images",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    submissionId: uuid("submission_id").notNull().references(() => submissions.id),
    kind: text("kind").$type<ImageKind>().notNull(),
    /** Random names in the image store: as received, and re-encoded without metadata for the desk (whole, thumbnail). */
    originalKey: text("original_key").notNull(),
    displayKey: text("display_key").notNull(),
    thumbnailKey: text("thumbnail_key").notNull(),
    /** Of what was received. */
    sha256: bytes("sha256").notNull(),
    contentType: text("content_type").$type<"image/jpeg" | "image/png">().notNull(),
    byteLength: integer("byte_length").notNull(),
    /** Pixels as displayed, after the EXIF orientation. */
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    /** EXIF orientation as received, 1–8. */
    orientation: integer("orientation").notNull(),
    createdAt: instant("created_at").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (table) => [uniqueIndex("images_current_key").on(table.submissionId, table.kind).where(sql`superseded_at is null`)],
);

export type ImageRow = typeof images.$inferSelect;
