import "server-only";
import sharp from "sharp";
import { maxImagePixels } from "./decoding";
import { renderCopies, type ImageCopies } from "./render-copies";

export const maxImageBytes = 2 * 1024 * 1024;

export type ImageFault = "empty" | "too_large" | "not_jpeg_or_png" | "too_many_pixels" | "broken";

/** A picture as received, and its copies. Width and height are pixels as displayed, after the EXIF orientation (1–8). */
export interface InspectedImage {
  bytes: Buffer;
  contentType: "image/jpeg" | "image/png";
  width: number;
  height: number;
  orientation: number;
  copies: ImageCopies;
}

const signatures = [
  { contentType: "image/jpeg", format: "jpeg", start: Buffer.from([0xff, 0xd8, 0xff]) },
  { contentType: "image/png", format: "png", start: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
] as const;

/** Decides by content, never by name: only JPEG and PNG, whole, at most 2 MB and 40 megapixels, and of which copies can be made. */
export async function inspectImage(bytes: Buffer): Promise<InspectedImage | { fault: ImageFault }> {
  if (bytes.length === 0) return { fault: "empty" };
  if (bytes.length > maxImageBytes) return { fault: "too_large" };
  const kind = signatures.find(({ start }) => bytes.subarray(0, start.length).equals(start));
  if (!kind) return { fault: "not_jpeg_or_png" };

  // Only the head is read here, so a picture of any size may be asked for its size.
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata().catch(() => null);
  if (metadata === null || metadata.format !== kind.format) return { fault: "broken" };
  if (metadata.width * metadata.height > maxImagePixels) return { fault: "too_many_pixels" };

  const copies = await renderCopies(bytes).catch(() => null);
  if (copies === null) return { fault: "broken" };
  const { width, height } = metadata.autoOrient;
  return { bytes, contentType: kind.contentType, width, height, orientation: metadata.orientation ?? 1, copies };
}
