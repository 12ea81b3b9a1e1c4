import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { instant } from "./columns";

export type ProjectState = "open" | "stopped" | "closed" | "deleted";

export const projects = pgTable(
  "projects",
  {
    id: uuid("id").$type<ProjectId>().primaryKey().defaultRandom(),
    /** Short name for commands: `--project demo`. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    /** Open takes submissions; stopped and closed take none and still answer; of a deleted one only its keys are known. */
    state: text("state").$type<ProjectState>().notNull().default("open"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("projects_slug_key").on(table.slug), check("projects_state_check", sql`state in ('open', 'stopped', 'closed', 'deleted')`)],
);
