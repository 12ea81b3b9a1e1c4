import "server-only";
import type { Database } from "@/db";
import { emptyAuditValues } from "@/db/queries/audit";
import { deleteBankAuthentication } from "@/db/queries/bank-authentications";
import { deleteDrafts } from "@/db/queries/drafts";
import { deleteImages, listImageFiles, supersedeImages } from "@/db/queries/images";
import { findSubmission } from "@/db/queries/intake";
import { deleteNotes, emptyNotes, listNoteFiles } from "@/db/queries/notes";
import { endResubmission } from "@/db/queries/resubmissions";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import { describeError } from "@/lib/describe-error";
import { AppError, NotFoundError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { ProjectKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { engineDeadlineMs } from "./check-record";
import { authorise, type IntakeContext, type ServiceContext } from "./context";
import { holdRights } from "./membership";
import { overtakeProposal } from "./overtake-proposal";

const nothing = {
  email: null, fullName: null, birthDate: null, gender: null, nationality: null, issuingCountry: null, issuingCountryCanonical: null, issueDate: null,
  expireDate: null, claimed: null, printed: null, mrz: null, numbers: null, documentNumberMatch: null, identityNumberMatch: null, externalId: null, userid: null,
  address: null, customFields: null, ipAddress: null, memo: null, ocrRaw: null, resubmissionKind: null,
} as const;

/** Erases what stands in rows; of a case that was erased already, nothing. */
async function eraseRows(ctx: ServiceContext, tx: Database, key: ProjectKey, id: string): Promise<void> {
  await holdRights(tx, ctx, "submissions.erase");
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw new NotFoundError("The submission");
  const { status, version } = locked.submission;
  if (status === "deleted") return;

  await overtakeProposal(ctx, tx, id);
  await deleteDrafts(tx, ctx.projectId, id);
  await updateSubmission(tx, ctx.projectId, id, { ...nothing, releaseDueAt: null, flags: [], status: "deleted", statusBeforeErasure: status, version: version + 1, updatedAt: ctx.now });
  await endResubmission(tx, ctx.projectId, id, { closedAt: ctx.now });
  await supersedeImages(tx, ctx.projectId, id, ctx.now);
  await deleteBankAuthentication(tx, ctx.projectId, id);
  await emptyNotes(tx, ctx.projectId, id);
  await emptyAuditValues(tx, ctx.projectId, id);
  await appendAudit(tx, ctx, key, [{ action: "submission.erased", subjectId: id, changes: [] }]);
}

/** Where no engine is known no face was ever indexed. */
type EraseContext = ServiceContext & Partial<Pick<IntakeContext, "engines">>;

/** Takes the face of a submission out of the index. @throws {AppError} 503 when the engine does not answer: the erasure is to be asked for again, and finishes then. */
export async function forgetFace({ engines, projectId }: EraseContext, submissionId: string): Promise<void> {
  const answer = await engines?.forgetFace({ projectId, submissionId }, AbortSignal.timeout(engineDeadlineMs));
  if (answer?.check.outcome === "error") throw new AppError(503, "face_not_forgotten", "The face could not be taken out of the index. Ask for the erasure again.");
}

/**
 * After a call that indexed a face and then kept nothing: an erasure that committed meanwhile may have forgotten the face
 * before it was indexed. Nothing is thrown; asking for the erasure again forgets it as well.
 */
export async function forgetErasedFace(ctx: IntakeContext, submissionId: string): Promise<void> {
  try {
    if ((await findSubmission(ctx.db, ctx.projectId, submissionId))?.status === "deleted") await forgetFace(ctx, submissionId);
  } catch (error) {
    logger().error({ submissionId, ...describeError(error) }, "the face of an erased submission may still be indexed");
  }
}

/**
 * Erases the personal data of a submission: id, dates, ID type, the status before and the fact of its decision remain. What
 * was sealed is unreadable from then on in every backup, for its key is destroyed after the commit; the engine forgets the
 * face. The rows of the images, and of the notes with theirs, go after their files, which they name: an erasure that was cut
 * short is finished by asking for it again.
 */
export async function eraseSubmission(ctx: EraseContext, id: string): Promise<void> {
  authorise(ctx, "submissions.erase");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction((tx) => eraseRows(ctx, tx, key, id));
  await ctx.vault.destroySubmissionKey(ctx.projectId, id);
  const files = await Promise.all([listImageFiles(ctx.db, ctx.projectId, id), listNoteFiles(ctx.db, ctx.projectId, id)]);
  await Promise.all(files.flat().map((file) => ctx.storage.delete(file)));
  await deleteImages(ctx.db, ctx.projectId, id);
  await deleteNotes(ctx.db, ctx.projectId, id);
  await forgetFace(ctx, id);
}
