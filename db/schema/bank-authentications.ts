import { pgTable, uuid } from "drizzle-orm/pg-core";
import type { ProjectId } from "@/lib/kyc/ids";
import { bytes, instant } from "./columns";
import { submissions } from "./submissions";

/** The last successful 1-won transfer of a submission. Its row goes when its code is too old. */
export const bankAuthentications = pgTable("bank_authentications", {
  submissionId: uuid("submission_id").primaryKey().references(() => submissions.id),
  projectId: uuid("project_id").$type<ProjectId>().notNull(),
  /** Sealed JSON under the submission's key: `{ userName, code, holderName }`. */
  sealed: bytes("sealed").notNull(),
  requestedAt: instant("requested_at").notNull(),
});
