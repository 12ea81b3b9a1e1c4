import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { images } from "@/db/schema/images";
import type { InspectedImage } from "@/lib/images/inspect";
import { renderCopies } from "@/lib/images/render-copies";
import type { ImageKind } from "@/lib/kyc/images";
import type { ImageStore } from "@/lib/storage/image-store";
import type { SealingKey } from "@/lib/vault/vault";

export type ImageVariant = "original" | "display" | "thumbnail";
export type NewImage = typeof images.$inferInsert;

/** Binds a sealed file to its row and its use. */
export const imagePurpose = (imageId: string, variant: ImageVariant) => `image:${imageId}:${variant}`;

/** Seals an image and its copies into the store, before the transaction that inserts the row it returns. */
export async function storeImage(storage: ImageStore, key: SealingKey, submissionId: string, kind: ImageKind, image: InspectedImage, now: Date): Promise<NewImage> {
  const id = randomUUID();
  const { display, thumbnail } = await renderCopies(image);
  const put = (bytes: Buffer, variant: ImageVariant) => storage.put(key.seal(bytes, imagePurpose(id, variant)));
  const [originalKey, displayKey, thumbnailKey] = await Promise.all([put(image.bytes, "original"), put(display, "display"), put(thumbnail, "thumbnail")]);

  return {
    id, submissionId, kind, originalKey, displayKey, thumbnailKey,
    sha256: createHash("sha256").update(image.bytes).digest(),
    contentType: image.contentType, byteLength: image.bytes.length,
    width: image.width, height: image.height, orientation: image.orientation, createdAt: now,
  };
}

/** Takes back what was put when the transaction that should follow did not commit. */
export async function discardImages(storage: ImageStore, rows: readonly NewImage[]): Promise<void> {
  await Promise.all(rows.flatMap((row) => [row.originalKey, row.displayKey, row.thumbnailKey]).map((key) => storage.delete(key)));
}
