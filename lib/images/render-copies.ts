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

/** Within the edge, never larger than it was. */
const within = (edge: number) => ({ width: edge, height: edge, fit: "inside", withoutEnlargement: true }) as const;

/**
 * The original is decoded once, and whole: the thumbnail is made of the other copy.
 * @throws {Error} for a picture that cannot be decoded whole.
 */
export async function renderCopies(bytes: Buffer): Promise<ImageCopies> {
  const display = await sharp(bytes, decoding).autoOrient().resize(within(displayEdge)).flatten({ background: "#ffffff" }).toColourspace("srgb").jpeg({ quality: 88 }).toBuffer();
  const thumbnail = await sharp(display, decoding).resize(within(thumbnailEdge)).jpeg({ quality: 80 }).toBuffer();
  return { display, thumbnail };
}
