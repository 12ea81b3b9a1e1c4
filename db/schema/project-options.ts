import { integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ProjectOptions } from "@/lib/kyc/options";
import { instant } from "./columns";
import { projects } from "./projects";

/** Versions of a project's policy; the highest is in force. Append-only by trigger. */
export const projectOptions = pgTable(
  "project_options",
  {
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    version: integer("version").notNull(),
    options: jsonb("options").$type<ProjectOptions>().notNull(),
    /** E-mail of the member who saved it, or "system" for the first. */
    author: text("author").notNull(),
    authorName: text("author_name").notNull(),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.version] })],
);
