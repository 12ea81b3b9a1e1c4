import "server-only";
import { findImage, findReplacedImage } from "@/db/queries/images";
import type { ImageRow } from "@/db/schema/images";
import type { EngineImage } from "@/lib/engines/engines";
import { describeError } from "@/lib/describe-error";
import { AppError, NotFoundError } from "@/lib/errors";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ImageKind } from "@/lib/kyc/images";
import { logger } from "@/lib/logger";
import { KeyMissingError } from "@/lib/vault/vault";
import { authorise, type ServiceContext } from "./context";
import { imagePurpose } from "./store-image";

type ImageDeps = Pick<ServiceContext, "db" | "vault" | "storage">;

async function isStillThere(db: ServiceContext["db"], projectId: ProjectId, { submissionId, kind, id, supersededAt }: ImageRow): Promise<boolean> {
  const found = supersededAt === null ? await findImage(db, projectId, submissionId, kind) : await findReplacedImage(db, projectId, submissionId, id);
  return found !== null;
}
type SealedImage = Pick<ImageRow, "id" | "submissionId" | "displayKey" | "thumbnailKey">;

/**
 * Opens a copy of an image that is sealed under its submission's key; `null` when an erasure that committed meanwhile took
 * its key and its files: `isThere` looks whether its row still stands.
 * @throws {AppError} 503 image_unavailable, when its file or its key cannot be read.
 */
export async function openSealedImage(
  { vault, storage }: Pick<ImageDeps, "vault" | "storage">, projectId: ProjectId, row: SealedImage, variant: "display" | "thumbnail", isThere: () => Promise<boolean>,
): Promise<Buffer | null> {
  try {
    const key = await vault.submissionKey(projectId, row.submissionId);
    const sealed = await storage.get(variant === "display" ? row.displayKey : row.thumbnailKey);
    return key.open(sealed, imagePurpose(row.id, variant));
  } catch (error) {
    if (error instanceof KeyMissingError || !(await isThere())) return null;
    logger().error({ imageId: row.id, ...describeError(error) }, "an image could not be read");
    throw new AppError(503, "image_unavailable", "The image cannot be read at the moment.");
  }
}

/** An image as it was received, for an engine to look at; `null` when its key was destroyed. */
export async function openOriginal({ vault, storage }: ImageDeps, projectId: ProjectId, row: ImageRow): Promise<EngineImage | null> {
  const key = await vault.submissionKey(projectId, row.submissionId).catch((error: unknown) => {
    if (error instanceof KeyMissingError) return null;
    throw error;
  });
  return key && { contentType: row.contentType, bytes: key.open(await storage.get(row.originalKey), imagePurpose(row.id, "original")) };
}

/** Opens a copy of a submission's image, as {@link openSealedImage} does. */
export async function openImage({ db, vault, storage }: ImageDeps, projectId: ProjectId, row: ImageRow, variant: "display" | "thumbnail"): Promise<Buffer | null> {
  return openSealedImage({ vault, storage }, projectId, row, variant, () => isStillThere(db, projectId, row));
}

/**
 * The re-encoded copy of an image: JPEG, without metadata. The original never leaves the house this way.
 * @throws {NotFoundError} when the case has no such image, is another project's, or was erased.
 * @throws {AppError} 503 image_unavailable, when its file or its key cannot be read.
 */
export async function readImage(ctx: ServiceContext, submissionId: string, kind: ImageKind, variant: "display" | "thumbnail"): Promise<{ bytes: Buffer; contentType: "image/jpeg" }> {
  authorise(ctx, "submissions.read");
  const row = await findImage(ctx.db, ctx.projectId, submissionId, kind);
  const bytes = row && (await openImage(ctx, ctx.projectId, row, variant));
  if (!bytes) throw new NotFoundError("The image");
  return { bytes, contentType: "image/jpeg" };
}

/** As `readImage`, of an image that another took the place of. */
export async function readReplacedImage(ctx: ServiceContext, submissionId: string, imageId: string, variant: "display" | "thumbnail"): Promise<{ bytes: Buffer; contentType: "image/jpeg" }> {
  authorise(ctx, "submissions.read");
  const row = await findReplacedImage(ctx.db, ctx.projectId, submissionId, imageId);
  const bytes = row && (await openImage(ctx, ctx.projectId, row, variant));
  if (!bytes) throw new NotFoundError("The image");
  return { bytes, contentType: "image/jpeg" };
}
