import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { hasNote, insertNote, membersAmong } from "@/db/queries/notes";
import { lockSubmission } from "@/db/queries/submissions";
import { maxNoteImages, type AddNoteInput, type Notes } from "@/lib/contracts/notes";
import { AppError, BadInputError, ConflictError, NotFoundError } from "@/lib/errors";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import { KeyMissingError, type SealingKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { authorise, type MemberContext } from "./context";
import { listNotes } from "./list-notes";
import { holdRights } from "./membership";
import { loadKeys } from "./review-case";
import { sealNoteBody } from "./sealed-notes";
import { discardImages, sealImages, type StoredImage } from "./store-image";
import { wasCommitted } from "./was-committed";

/** A note may come with these pictures, as received. */
export type NewNote = AddNoteInput & { images: readonly Buffer[] };

async function inspect(images: readonly Buffer[]): Promise<InspectedImage[]> {
  if (images.length > maxNoteImages) throw new BadInputError("That is too many pictures.", [{ path: "images", message: `takes at most ${maxNoteImages}` }]);
  const inspected: InspectedImage[] = [];
  for (const bytes of images) {
    const image = await inspectImage(bytes);
    if (!("fault" in image)) inspected.push(image);
    else if (image.fault === "too_large") throw new AppError(413, "image_too_large", "A picture is larger than 2 MB.");
    else throw new AppError(400, "bad_image", "A picture is no whole JPEG or PNG of at most 40 megapixels.", { fault: image.fault });
  }
  return inspected;
}

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

async function write(ctx: MemberContext, tx: Database, key: SealingKey | null, submissionId: string, noteId: string, note: AddNoteInput, images: readonly StoredImage[]): Promise<void> {
  await holdRights(tx, ctx, "submissions.note");
  const locked = await lockSubmission(tx, ctx.projectId, submissionId);
  if (!locked) throw new NotFoundError("The submission");
  if (locked.submission.status === "deleted") throw new ConflictError("erased", "The personal data of this case was erased.");
  if (key === null) throw new KeyMissingError();

  const { memberId, name } = ctx.actor;
  const wanted = [...new Set(note.mentions)].filter((id) => id !== memberId);
  const known = await membersAmong(tx, ctx.projectId, wanted);
  if (known.length < wanted.length) throw new BadInputError("Somebody who is mentioned is no member of this project.", [{ path: "mentions", message: "name members of the project" }]);

  await insertNote(
    tx,
    { id: noteId, projectId: ctx.projectId, submissionId, memberId, memberName: name, body: sealNoteBody(key, noteId, note.body), createdAt: ctx.now },
    known.map((id) => ({ noteId, memberId: id, projectId: ctx.projectId, createdAt: ctx.now })),
    images.map((image, position) => ({ ...image, noteId, submissionId, position, createdAt: ctx.now })),
  );
  const changes = [
    { field: "note", old: null, new: noteId },
    { field: "body", old: null, new: sha256(note.body) },
    ...images.map((image, index) => ({ field: `image${index + 1}`, old: null, new: image.sha256.toString("hex") })),
  ];
  await appendAudit(tx, ctx, key, [{ action: "submission.noted", subjectId: submissionId, changes }]);
}

/**
 * Leaves a note on a case, whatever its status, and calls those whom it mentions. Nobody needs the case's lease for it, and
 * its version stays. The entry of the chain holds the note's id and the hashes of its text and pictures.
 * @throws {ConflictError} erased. @throws {AppError} 400 bad_image, 413 image_too_large.
 * @throws {BadInputError} when somebody who is mentioned is no member of the project.
 */
export async function addNote(ctx: MemberContext, submissionId: string, { images, ...note }: NewNote): Promise<Notes> {
  authorise(ctx, "submissions.note");
  const keys = await loadKeys(ctx, submissionId);
  const key = keys?.submission ?? null;
  const inspected = await inspect(images);
  const stored = key === null ? [] : await sealImages(ctx.storage, key, inspected);
  const noteId = randomUUID();
  try {
    await ctx.db.transaction((tx) => write(ctx, tx, key, submissionId, noteId, note, stored));
  } catch (error) {
    const isThere = await wasCommitted(ctx, (tx) => hasNote(tx, ctx.projectId, noteId));
    if (isThere === false) await discardImages(ctx.storage, stored);
    if (isThere !== true) throw error;
  }
  return listNotes(ctx, submissionId);
}
