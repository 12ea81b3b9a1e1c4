import "server-only";
import { hasSubmission } from "@/db/queries/submissions";
import type { DeleteAnswer } from "@/lib/contracts/v3/delete";
import { readAdmin, readSubmissionId, type Sent } from "@/lib/contracts/v3/review";
import { adminRefusal } from "@/lib/errors";
import { asAdmin } from "./client-admin";
import type { ApiContext } from "./context";
import { eraseSubmission } from "./erase-submission";

/**
 * `DELETE /v3/submission`: the erasure of the desk, in the name of an admin. Again, of one that was erased already, it
 * changes nothing and answers alike.
 */
export async function deleteSubmission(ctx: ApiContext, sent: Sent): Promise<DeleteAnswer> {
  const named = readSubmissionId(sent, "submission_id");
  if (named === "missing") throw adminRefusal("submission_id is required.");
  const email = readAdmin(sent, "admin_name");
  if (email === null) throw adminRefusal("admin_name is required.");
  const admin = await asAdmin(ctx, email, "submissions.erase");
  if (named === "malformed" || !(await hasSubmission(ctx.db, ctx.projectId, named.id))) throw adminRefusal("Invalid Submission Id.");
  await eraseSubmission(admin, named.id);
  return { submissionId: named.id, message: "Success to delete submission." };
}
