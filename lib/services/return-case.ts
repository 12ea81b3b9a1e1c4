import "server-only";
import type { Database } from "@/db";
import { endResubmission } from "@/db/queries/resubmissions";
import { updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { Flag } from "@/lib/kyc/flags";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ServiceContext } from "./context";
import { enqueueCase } from "./enqueue-case";

export interface ReturnedCase {
  submission: Pick<SubmissionRow, "id" | "version">;
  options: ProjectOptions;
  flags: Flag[];
  /** What else changes in the same update. */
  columns?: Partial<SubmissionRow>;
  isAnswered: boolean;
}

/** A case that was with its applicant, and that the caller holds, waits again: with who asked, its clock going on. The audit entry is the caller's. */
export async function returnCase(tx: Database, ctx: ServiceContext, { submission, options, flags, columns, isAnswered }: ReturnedCase): Promise<void> {
  const { id, version } = submission;
  await updateSubmission(tx, ctx.projectId, id, { ...columns, flags, status: "pending", resubmissionKind: null, pendingAt: ctx.now, version: version + 1, updatedAt: ctx.now });
  await endResubmission(tx, ctx.projectId, id, isAnswered ? { answeredAt: ctx.now } : { closedAt: ctx.now });
  await enqueueCase(tx, ctx, { id, flags }, options);
}
