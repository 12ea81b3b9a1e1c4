import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { images } from "@/db/schema/images";
import type { InspectedImage } from "@/lib/images/inspect";
import type { ImageKind } from "@/lib/kyc/images";
import type { ImageStore } from "@/lib/storage/image-store";
import type { SealingKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";

export type ImageVariant = "original" | "display" | "thumbnail";
export type NewImage = typeof images.$inferInsert;
/** An image in the store: the names of its files and what is known of it. */
export type StoredImage = Omit<NewImage, "submissionId" | "kind" | "createdAt"> & { id: string };
type ImageFiles = Pick<StoredImage, "originalKey" | "displayKey" | "thumbnailKey">;

/** Binds a sealed file to its row and its use. */
export const imagePurpose = (imageId: string, variant: ImageVariant) => `image:${imageId}:${variant}`;

/** All of them or none: what was put is taken back when another could not be. */
async function putAll(storage: ImageStore, files: readonly Buffer[]): Promise<string[]> {
  const results = await Promise.allSettled(files.map((file) => storage.put(file)));
  const keys = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (failed === undefined) return keys;
  await Promise.allSettled(keys.map((key) => storage.delete(key)));
  throw failed.reason;
}

/** Seals an image and its copies into the store, before the transaction that inserts a row about it. */
export async function sealImage(storage: ImageStore, key: SealingKey, image: InspectedImage): Promise<StoredImage> {
  const id = randomUUID();
  const variants = [["original", image.bytes], ["display", image.copies.display], ["thumbnail", image.copies.thumbnail]] as const;
  const sealed = variants.map(([variant, bytes]) => key.seal(bytes, imagePurpose(id, variant)));
  const [originalKey = "", displayKey = "", thumbnailKey = ""] = await putAll(storage, sealed);

  return {
    id, originalKey, displayKey, thumbnailKey,
    sha256: createHash("sha256").update(image.bytes).digest(),
    contentType: image.contentType, byteLength: image.bytes.length,
    width: image.width, height: image.height, orientation: image.orientation,
  };
}

/** All of them or none. */
export async function sealImages(storage: ImageStore, key: SealingKey, images: readonly InspectedImage[]): Promise<StoredImage[]> {
  const results = await Promise.allSettled(images.map((image) => sealImage(storage, key, image)));
  const stored = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (failed === undefined) return stored;
  await discardImages(storage, stored);
  throw failed.reason;
}

/** An image of a submission, sealed into the store; the row that it returns is to be inserted. */
export async function storeImage(storage: ImageStore, key: SealingKey, submissionId: string, kind: ImageKind, image: InspectedImage, now: Date): Promise<NewImage> {
  return { ...(await sealImage(storage, key, image)), submissionId, kind, createdAt: now };
}

/** All of a submission's images or none. */
export async function storeImages(ctx: Pick<ServiceContext, "storage" | "now">, key: SealingKey, submissionId: string, given: readonly { kind: ImageKind; image: InspectedImage }[]): Promise<NewImage[]> {
  const stored = await sealImages(ctx.storage, key, given.map(({ image }) => image));
  return stored.flatMap((image, index) => {
    const kind = given[index]?.kind;
    return kind === undefined ? [] : [{ ...image, submissionId, kind, createdAt: ctx.now }];
  });
}

/** Takes back what was put when the transaction that should follow did not commit. What cannot be deleted is sealed under a key that goes with it. */
export async function discardImages(storage: ImageStore, rows: readonly ImageFiles[]): Promise<void> {
  await Promise.allSettled(rows.flatMap((row) => [row.originalKey, row.displayKey, row.thumbnailKey]).map((key) => storage.delete(key)));
}
