import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ProjectState } from "@/lib/kyc/project-state";
import { instant } from "./columns";

export const projects = pgTable(
  "projects",
  {
    id: uuid("id").$type<ProjectId>().primaryKey().defaultRandom(),
    /** Short name for commands: `--project demo`. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<ProjectState>().notNull().default("open"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("projects_slug_key").on(table.slug), check("projects_state_check", sql`state in ('open', 'stopped', 'closed', 'deleted')`)],
);
