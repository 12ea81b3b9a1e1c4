import "server-only";
import type { Database } from "@/db";
import { insertEvent } from "@/db/queries/events";
import type { SubmissionRow } from "@/db/schema/submissions";
import { isDecided } from "@/lib/kyc/review/transitions";
import type { ServiceContext } from "./context";

/** Decided on the desk, and nobody outside has been told. */
export const isUnreleased = ({ status, releasedAt }: Pick<SubmissionRow, "status" | "releasedAt">): boolean => isDecided(status) && releasedAt === null;

/**
 * Ends the grace period of a decision that is locked, with its event, where it runs still: who changes from outside what
 * was decided sees what they change, and nothing is taken back over it. What it returns is for the caller's update.
 */
export async function endGrace(ctx: ServiceContext, tx: Database, submission: SubmissionRow): Promise<Partial<SubmissionRow>> {
  const { id, status } = submission;
  if (!isDecided(status) || !isUnreleased(submission)) return {};
  await insertEvent(tx, { projectId: ctx.projectId, submissionId: id, kind: `submission.${status}`, at: ctx.now });
  return { releasedAt: ctx.now, releaseDueAt: null };
}
