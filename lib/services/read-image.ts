import "server-only";
import { findImage } from "@/db/queries/images";
import { NotFoundError } from "@/lib/errors";
import type { ImageKind } from "@/lib/kyc/images";
import { KeyMissingError } from "@/lib/vault/vault";
import { authorise, type ServiceContext } from "./context";
import { imagePurpose } from "./store-image";

/**
 * The re-encoded copy of an image: JPEG, without metadata. The original never leaves the house this way.
 * @throws {NotFoundError} when the case has no such image, is another project's, or was erased.
 */
export async function readImage(ctx: ServiceContext, submissionId: string, kind: ImageKind, variant: "display" | "thumbnail"): Promise<{ bytes: Buffer; contentType: "image/jpeg" }> {
  authorise(ctx, "submissions.read");
  const row = await findImage(ctx.db, ctx.projectId, submissionId, kind);
  if (!row) throw new NotFoundError("The image");

  const key = await ctx.vault.submissionKey(ctx.projectId, submissionId).catch((error: unknown) => {
    throw error instanceof KeyMissingError ? new NotFoundError("The image") : error;
  });
  const sealed = await ctx.storage.get(variant === "display" ? row.displayKey : row.thumbnailKey);
  return { bytes: key.open(sealed, imagePurpose(row.id, variant)), contentType: "image/jpeg" };
}
