import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertImages, listCurrentImages, supersedeImages } from "@/db/queries/images";
import { findSubmission } from "@/db/queries/intake";
import { lockSubmission, updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import { bytesOfBase64, sentImages, type ReplaceImagesAnswer } from "@/lib/contracts/v3/image";
import { readAdmin, readSubmissionId, type Sent } from "@/lib/contracts/v3/review";
import { adminRefusal, ApiRefusal } from "@/lib/errors";
import { inspectImage, maxImageBytes, type InspectedImage } from "@/lib/images/inspect";
import { flags as allFlags, type Flag } from "@/lib/kyc/flags";
import { isIdType, type IdType } from "@/lib/kyc/id-type";
import type { ImageKind } from "@/lib/kyc/images";
import { appendAudit } from "./append-audit";
import { asAdmin, holdAdmin, type AdminContext } from "./client-admin";
import type { ApiContext } from "./context";
import { forgetErasedFace } from "./erase-submission";
import { indexSelfie } from "./index-selfie";
import { overtakeProposal } from "./overtake-proposal";
import { endGrace } from "./release-decision";
import { auditedChanges, correctedColumns, examineCase, loadKeys, recordEvaluation, type CaseKeys } from "./review-case";
import { discardImages, storeImages, type NewImage } from "./store-image";
import { wasCommitted } from "./was-committed";

const tooLarge = (kind: ImageKind) => new ApiRefusal(413, { message: `${kind} is larger than ${maxImageBytes / 1024 / 1024} MB.` });

async function inspect(sent: Sent, kind: ImageKind): Promise<{ kind: ImageKind; image: InspectedImage }> {
  const bytes = bytesOfBase64(sent[kind]);
  const image = bytes === null ? null : await inspectImage(Buffer.from(bytes.buffer));
  if (image === null) throw adminRefusal("Invalid data format.", [{ code: "invalid_image", message: `${kind} is not base64.` }]);
  if (!("fault" in image)) return { kind, image };
  if (image.fault === "too_large") throw tooLarge(kind);
  throw adminRefusal("Invalid data format.", [{ code: "invalid_image", message: `${kind} is no whole JPEG or PNG of at most 40 megapixels.` }]);
}

/** `undefined` without images of the ID. @throws {ApiRefusal} when they come without their type. */
function idTypeOf(sent: Sent, kinds: readonly ImageKind[]): IdType | undefined {
  if (!kinds.includes("idImage") && !kinds.includes("idBackImage")) return undefined;
  const idType = sent["idType"];
  if (idType === undefined || idType === null || idType === "") throw adminRefusal("idType is required.");
  if (!isIdType(idType)) throw adminRefusal("Invalid data format.", [{ code: "invalid_id_type", message: "idType is no ID type of this API." }]);
  return idType;
}

interface Replacement {
  images: readonly { kind: ImageKind; image: InspectedImage }[];
  idType: IdType | undefined;
  /** What the case carries from then on, besides its own. */
  flags: readonly Flag[];
}

/** @throws {ApiRefusal} for a submission that is not this project's, was erased or is not finished. */
function assertFinished(row: SubmissionRow | null): void {
  if (row === null || row.status === "deleted") throw adminRefusal("Invalid Submission Id.");
  if (row.status === "incomplete") throw adminRefusal("Submissions in incomplete status cannot be modified");
}

/** The type that comes with the images is a correction: what the rules say of it shows as a flag, and an approval asks them anew. */
async function replace(ctx: AdminContext, tx: Database, keys: CaseKeys, id: string, rows: readonly NewImage[], { idType, flags }: Replacement): Promise<void> {
  await holdAdmin(tx, ctx, "submissions.patch");
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw adminRefusal("Invalid Submission Id.");
  assertFinished(locked.submission);
  const review = await examineCase(ctx, tx, keys, locked, idType === undefined ? {} : { idType });
  if ("errors" in review) throw adminRefusal("Invalid data format.");

  const before = await listCurrentImages(tx, ctx.projectId, id);
  const hashOf = (kind: ImageKind) => before.find((image) => image.kind === kind)?.sha256.toString("hex") ?? null;
  await supersedeImages(tx, ctx.projectId, id, ctx.now, rows.map((row) => row.kind));
  await insertImages(tx, rows);
  const columns = correctedColumns(review);
  const flagged = columns.flags ?? locked.submission.flags;
  if (Object.keys(review.changes).length > 0) await recordEvaluation(ctx, tx, review, randomUUID());
  await overtakeProposal(ctx, tx, id);
  const told = await endGrace(ctx, tx, locked.submission);
  const kept = allFlags.filter((flag) => flagged.includes(flag) || flags.includes(flag));
  await updateSubmission(tx, ctx.projectId, id, { ...columns, ...told, flags: kept, version: locked.submission.version + 1, updatedAt: ctx.now });
  const changes = rows.map((row) => ({ field: row.kind, old: hashOf(row.kind), new: row.sha256.toString("hex") }));
  await appendAudit(tx, ctx, keys.submission, [{ action: "submission.images_replaced", subjectId: id, changes: [...changes, ...auditedChanges(review)] }]);
}

/** Files first, then one transaction; the files go again when it certainly kept nothing. */
async function store(ctx: AdminContext, keys: CaseKeys, id: string, replacement: Replacement): Promise<void> {
  const rows = await storeImages(ctx, keys.submission, id, replacement.images);
  try {
    await ctx.db.transaction((tx) => replace(ctx, tx, keys, id, rows, replacement));
  } catch (error) {
    const isThere = await wasCommitted(ctx, async (tx) => (await listCurrentImages(tx, ctx.projectId, id)).some((image) => image.id === rows[0]?.id));
    if (isThere) return;
    if (isThere === false) await discardImages(ctx.storage, rows);
    throw error;
  }
}

/**
 * `PUT /v3/submission/image`, in the name of a lead or an admin: puts other images in the place of a submission's own,
 * which stay stored and are shown no more; the index of faces gets a selfie first. Faults are told in this order: submissionId, admin, no image, access, idType, the
 * id, images that are none, and then those of the submission.
 */
export async function replaceImages(ctx: ApiContext, sent: Sent): Promise<ReplaceImagesAnswer> {
  const named = readSubmissionId(sent);
  if (named === "missing") throw adminRefusal("submissionId is required.");
  const email = readAdmin(sent);
  if (email === null) throw adminRefusal("admin is required.");
  const kinds = sentImages(sent);
  if (kinds.length === 0) throw adminRefusal("At least one image to update is required.");
  const admin = await asAdmin(ctx, email, "submissions.patch");
  const idType = idTypeOf(sent, kinds);
  if (named === "malformed") throw adminRefusal("Invalid Submission Id.");

  const keys = await loadKeys(admin, named.id);
  // No key: erased, another project's, or nothing at all.
  if (keys === null) throw adminRefusal("Invalid Submission Id.");
  const images = [];
  for (const kind of kinds) images.push(await inspect(sent, kind));
  assertFinished(await findSubmission(ctx.db, ctx.projectId, named.id));
  const selfie = images.find(({ kind }) => kind === "selfieImage");
  const flags = selfie === undefined ? [] : await indexSelfie(admin, named.id, selfie.image);
  await store(admin, keys, named.id, { images, idType, flags }).catch(async (error: unknown) => {
    if (selfie !== undefined) await forgetErasedFace(admin, named.id);
    throw error;
  });
  return { message: "complete to update image." };
}
