import { date, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import type { IdType } from "@/lib/kyc/id-type";
import { instant } from "./columns";
import { projects } from "./projects";

/** Documents that their country accepts no more (`invalid_id`); a project begins with the seed, and its admins add. */
export const withdrawnDocuments = pgTable(
  "withdrawn_documents",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    /** Canonical code. */
    country: text("country").notNull(),
    idType: text("id_type").$type<IdType>().notNull(),
    /** Those issued before this day; `null` is every one. */
    issuedBefore: date("issued_before", { mode: "string" }),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("withdrawn_documents_key").on(table.projectId, table.country, table.idType)],
);
