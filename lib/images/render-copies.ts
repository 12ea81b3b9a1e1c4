import "server-only";
import sharp from "sharp";
import { decoding } from "./decoding";

/** What a browser gets: JPEG, upright, sRGB, without any metadata of the original. */
export interface ImageCopies {
  display: Buffer;
  thumbnail: Buffer;
}

const displayEdge = 2400;
const thumbnailEdge = 320;

function renderCopy(bytes: Buffer, edge: number, quality: number): Promise<Buffer> {
  return sharp(bytes, decoding)
    .autoOrient()
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality })
    .toBuffer();
}

/** @throws {Error} for a picture that cannot be decoded whole. */
export async function renderCopies(bytes: Buffer): Promise<ImageCopies> {
  const [display, thumbnail] = await Promise.all([renderCopy(bytes, displayEdge, 88), renderCopy(bytes, thumbnailEdge, 80)]);
  return { display, thumbnail };
}
