import "server-only";
import { findOldestPending } from "@/db/queries/submission-list";
import { authorise, type ServiceContext } from "./context";

/** The oldest waiting case; with `after`, the one behind it, and from the front again when nothing waits behind it. */
export async function findNextSubmission(ctx: ServiceContext, after: string | null): Promise<{ submissionId: string | null }> {
  authorise(ctx, "submissions.read");
  const behind = after === null ? null : await findOldestPending(ctx.db, ctx.projectId, after);
  const submissionId = behind ?? (await findOldestPending(ctx.db, ctx.projectId, null));
  return { submissionId: submissionId === after ? null : submissionId };
}
