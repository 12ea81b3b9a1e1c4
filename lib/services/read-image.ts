import "server-only";
import { findImage } from "@/db/queries/images";
import { describeError } from "@/lib/describe-error";
import { AppError, NotFoundError } from "@/lib/errors";
import type { ImageKind } from "@/lib/kyc/images";
import { logger } from "@/lib/logger";
import { KeyMissingError } from "@/lib/vault/vault";
import { authorise, type ServiceContext } from "./context";
import { imagePurpose } from "./store-image";

/**
 * The re-encoded copy of an image: JPEG, without metadata. The original never leaves the house this way.
 * @throws {NotFoundError} when the case has no such image, is another project's, or was erased.
 * @throws {AppError} 503 image_unavailable, when its file or its key cannot be read.
 */
export async function readImage(ctx: ServiceContext, submissionId: string, kind: ImageKind, variant: "display" | "thumbnail"): Promise<{ bytes: Buffer; contentType: "image/jpeg" }> {
  authorise(ctx, "submissions.read");
  const row = await findImage(ctx.db, ctx.projectId, submissionId, kind);
  if (!row) throw new NotFoundError("The image");

  try {
    const key = await ctx.vault.submissionKey(ctx.projectId, submissionId);
    const sealed = await ctx.storage.get(variant === "display" ? row.displayKey : row.thumbnailKey);
    return { bytes: key.open(sealed, imagePurpose(row.id, variant)), contentType: "image/jpeg" };
  } catch (error) {
    // An erasure that committed meanwhile takes the key and the files with it.
    if (error instanceof KeyMissingError || (await findImage(ctx.db, ctx.projectId, submissionId, kind)) === null) throw new NotFoundError("The image");
    logger().error({ imageId: row.id, ...describeError(error) }, "an image could not be read");
    throw new AppError(503, "image_unavailable", "The image cannot be read at the moment.");
  }
}
