import { pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { instant } from "./columns";

export const projects = pgTable(
  "projects",
  {
    id: uuid("id").$type<ProjectId>().primaryKey().defaultRandom(),
    /** Short name for commands: `--project demo`. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("projects_slug_key").on(table.slug)],
);
