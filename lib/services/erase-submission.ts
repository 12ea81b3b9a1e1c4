import "server-only";
import { emptyAuditValues } from "@/db/queries/audit";
import { listImageFiles, supersedeImages } from "@/db/queries/images";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

const nothing = {
  email: null, fullName: null, birthDate: null, gender: null, nationality: null, issuingCountry: null, issuingCountryCanonical: null, issueDate: null,
  expireDate: null, claimed: null, printed: null, mrz: null, numbers: null, documentNumberMatch: null, identityNumberMatch: null, externalId: null, userid: null,
} as const;

/**
 * Erases the personal data of a submission: id, dates, ID type and the fact of its decision remain. What was sealed is
 * unreadable from then on in every backup, for its key is destroyed after the commit.
 */
export async function eraseSubmission(ctx: ServiceContext, id: string): Promise<void> {
  authorise(ctx, "submissions.erase");
  const key = await ctx.vault.projectKey(ctx.projectId);

  const files = await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "submissions.erase");
    const locked = await lockSubmission(tx, ctx.projectId, id);
    if (!locked) throw new NotFoundError("The submission");
    const { status, version } = locked.submission;
    if (status === "deleted") throw new ConflictError("already_decided", "The personal data of this submission was erased already.");

    await updateSubmission(tx, ctx.projectId, id, { ...nothing, status: "deleted", version: version + 1, updatedAt: ctx.now });
    await supersedeImages(tx, id, ctx.now);
    await emptyAuditValues(tx, ctx.projectId, id);
    await appendAudit(tx, ctx, key, [{ action: "submission.erased", subjectId: id, changes: [] }]);
    return listImageFiles(tx, id);
  });
  await ctx.vault.destroySubmissionKey(ctx.projectId, id);
  await Promise.all(files.map((file) => ctx.storage.delete(file)));
}
