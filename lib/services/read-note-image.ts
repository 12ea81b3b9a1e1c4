import "server-only";
import { findNoteImage } from "@/db/queries/notes";
import { NotFoundError } from "@/lib/errors";
import { authorise, type ServiceContext } from "./context";
import { openSealedImage } from "./read-image";

/**
 * The re-encoded copy of a note's image: JPEG, without metadata.
 * @throws {NotFoundError} when the case has no such image, is another project's, or was erased.
 * @throws {AppError} 503 image_unavailable, when its file or its key cannot be read.
 */
export async function readNoteImage(ctx: ServiceContext, submissionId: string, imageId: string, variant: "display" | "thumbnail"): Promise<Buffer> {
  authorise(ctx, "submissions.read");
  const find = () => findNoteImage(ctx.db, ctx.projectId, submissionId, imageId);
  const row = await find();
  const bytes = row && (await openSealedImage(ctx, ctx.projectId, row, variant, async () => (await find()) !== null));
  if (!bytes) throw new NotFoundError("The image");
  return bytes;
}
