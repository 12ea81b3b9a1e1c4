import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { jpegCarrying, jpegParts, pngBomb, pngCarrying } from "@/e2e/hostile-pictures";
import { inspectImage, maxImageBytes } from "./inspect";
import { renderCopies } from "./render-copies";

const picture = (width = 96, height = 64) => sharp({ create: { width, height, channels: 3, background: "#cde", noise: { type: "gaussian", mean: 128, sigma: 40 } } });
const jpeg = () => picture().jpeg().toBuffer();

describe("inspectImage accepts", () => {
  test.each(["jpeg", "png"] as const)("a whole %s, and says its size", async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    expect(await inspectImage(bytes)).toEqual({ bytes, contentType: `image/${format}`, width: 96, height: 64, orientation: 1, copies: await renderCopies(bytes) });
  });

  test("a picture on its side, with the size that a person sees", async () => {
    const turned = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await inspectImage(turned)).toMatchObject({ width: 64, height: 96, orientation: 6 });
  });

  test("40 megapixels to the pixel", async () => {
    expect(await inspectImage(pngBomb(8000, 5000))).toMatchObject({ width: 8000, height: 5000 });
  });
});

describe("inspectImage refuses", () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ["an empty file", () => Buffer.alloc(0), "empty"],
    ["a byte more than 2 MB", () => Buffer.alloc(maxImageBytes + 1, 0xff), "too_large"],
    ["text", () => Buffer.from("no picture"), "not_jpeg_or_png"],
    ["an SVG, which may carry a script", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "not_jpeg_or_png"],
    ["a GIF", () => picture().gif().toBuffer(), "not_jpeg_or_png"],
    ["a WebP", () => picture().webp().toBuffer(), "not_jpeg_or_png"],
    ["a JPEG's beginning with nothing behind it", () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "broken"],
    ["a JPEG that is cut off", async () => (await jpeg()).subarray(0, -600), "broken"],
    ["a large JPEG that is cut off, though it is shrunk while it is read", async () => (await sharp({ create: { width: 5000, height: 3000, channels: 3, background: "#cde" } }).jpeg().toBuffer()).subarray(0, -6_000), "broken"],
    ["a PNG that is cut off", async () => (await picture().png().toBuffer()).subarray(0, -600), "broken"],
    ["an interlaced PNG that is cut off", async () => (await picture().png({ progressive: true }).toBuffer()).subarray(0, -600), "broken"],
    ["a page that only begins like a PNG", () => Buffer.from("\u0089PNG\r\n\u001a\n<html>", "latin1"), "broken"],
    ["a row more than 40 megapixels, however small the file", () => pngBomb(8000, 5001), "too_many_pixels"],
  ])("%s", async (_name, make, fault) => {
    expect(await inspectImage(await make())).toEqual({ fault });
  });
});

describe("copies for the browser", () => {
  test("are made one after the other: a large picture is unfolded once at a time", async () => {
    const original = await jpeg();
    const atOnce: number[] = [];
    const note = () => {
      const { queue, process } = sharp.counters();
      atOnce.push(queue + process);
    };
    sharp.queue.on("change", note);
    await inspectImage(original);
    sharp.queue.off("change", note);
    expect(Math.max(...atOnce)).toBe(1);
  });

  test("cannot be made of what is cut off", async () => {
    await expect(renderCopies((await jpeg()).subarray(0, -600))).rejects.toThrow();
  });

  test("are upright JPEGs without anything of the original's metadata", async () => {
    const original = await picture().withExif({ IFD0: { Artist: "Anna Eriksson", ImageDescription: "<script>alert(1)</script>" } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const inspected = await inspectImage(original);
    if ("fault" in inspected) throw new Error(inspected.fault);

    for (const copy of Object.values(inspected.copies) as Buffer[]) {
      const { format, width, height, exif, icc, xmp, orientation } = await sharp(copy).metadata();
      expect({ format, width, height, exif, icc, xmp, orientation }).toEqual({ format: "jpeg", width: 64, height: 96 });
    }
  });

  test.each([["JPEG", jpegCarrying], ["PNG", pngCarrying]] as const)("hold nothing of what a %s carries beside its pixels", async (_format, carrying) => {
    const original = await carrying("<script>alert(1)</script>");
    const inspected = await inspectImage(original);
    if ("fault" in inspected) throw new Error(inspected.fault);

    expect(inspected.bytes.equals(original)).toBe(true);
    for (const copy of [inspected.copies.display, inspected.copies.thumbnail]) {
      expect(copy.includes("script")).toBe(false);
      // Tables, frame and scan: no APP segment and no comment.
      expect(new Set(jpegParts(copy).markers)).toEqual(new Set([0xdb, 0xc0, 0xc4]));
      expect(jpegParts(copy).trailing).toBe(0);
    }
  });

  test("have at most 2,400 and 320 pixels on their longer edge, and are never larger than the original", async () => {
    const sizesOf = async (width: number, height: number) => {
      const inspected = await inspectImage(await picture(width, height).jpeg({ quality: 30 }).toBuffer());
      if ("fault" in inspected) throw new Error(inspected.fault);
      const { display, thumbnail } = inspected.copies;
      return Promise.all([display, thumbnail].map(async (copy) => [(await sharp(copy).metadata()).width, (await sharp(copy).metadata()).height]));
    };
    expect(await sizesOf(3000, 1500)).toEqual([[2400, 1200], [320, 160]]);
    expect(await sizesOf(100, 50)).toEqual([[100, 50], [100, 50]]);
  });
});
