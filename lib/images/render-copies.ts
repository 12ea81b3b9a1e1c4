import "server-only";
import sharp from "sharp";
import { decoding, type InspectedImage } from "./inspect";

/** What a browser gets: JPEG, upright, sRGB, without any metadata of the original. */
export interface ImageCopies {
  display: Buffer;
  thumbnail: Buffer;
}

const displayEdge = 2400;
const thumbnailEdge = 320;

function renderCopy(image: InspectedImage, edge: number, quality: number): Promise<Buffer> {
  return sharp(image.bytes, decoding)
    .autoOrient()
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality })
    .toBuffer();
}

export async function renderCopies(image: InspectedImage): Promise<ImageCopies> {
  const [display, thumbnail] = await Promise.all([renderCopy(image, displayEdge, 88), renderCopy(image, thumbnailEdge, 80)]);
  return { display, thumbnail };
}
