import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The signature and IHDR, with which every PNG begins. */
const pngHeadLength = 33;

/** A noisy picture, which does not compress: no two are alike. */
export const noise = (width = 320, height = 200) => sharp({ create: { width, height, channels: 3, background: "#dde6f0", noise: { type: "gaussian", mean: 128, sigma: 40 } } });

function pngChunk(name: string, data: Buffer): Buffer {
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(Buffer.concat([Buffer.from(name), data])));
  return Buffer.concat([length, Buffer.from(name), data, crc]);
}

/** A PNG of grey pixels that declares a size, whatever its rows hold. */
function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([pngStart, pngChunk("IHDR", head), pngChunk("IDAT", deflateSync(rows)), pngChunk("IEND", Buffer.alloc(0))]);
}

/** A PNG of zeros: a few kilobytes that unfold to hundreds of megabytes. */
export const pngBomb = (width: number, height: number) => pngOf(width, height, Buffer.alloc((width + 1) * height));

/** An archive of one empty file: what a ZIP reader finds at the end of whatever it is appended to. */
export function zip(name: string): Buffer {
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(name.length, 26);
  central.writeUInt32LE(0x02014b50);
  central.writeUInt16LE(name.length, 28);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return Buffer.concat([local, Buffer.from(name), central, Buffer.from(name), end]);
}

/** The profile of sRGB with a text behind its last table, within the length that it declares: a multiple of four, as PNG wants it. */
async function profileWith(text: string): Promise<Buffer> {
  const { icc } = await sharp(await noise(8, 8).withIccProfile("srgb").jpeg().toBuffer()).metadata();
  if (icc === undefined) throw new Error("The picture has no profile.");
  const profile = Buffer.concat([icc, Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4))]);
  profile.writeUInt32BE(profile.length, 0);
  return profile;
}

const xmpOf = (text: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""><![CDATA[${text}]]></rdf:Description></rdf:RDF></x:xmpmeta>`;

function jpegSegment(marker: number, ...parts: (Buffer | string)[]): Buffer {
  const data = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** A JPEG that carries a text in EXIF, XMP, ICC profile, IPTC, a comment, and behind its end. */
export async function jpegCarrying(text: string): Promise<Buffer> {
  const plain = await noise().withExif({ IFD0: { Artist: text, ImageDescription: text } }).jpeg().toBuffer();
  const segments = [
    jpegSegment(0xe1, "http://ns.adobe.com/xap/1.0/\0", xmpOf(text)),
    jpegSegment(0xe2, "ICC_PROFILE\0", Buffer.from([1, 1]), await profileWith(text)),
    jpegSegment(0xed, "Photoshop 3.0\0", "8BIM", Buffer.from([4, 4, 0, 0, 0, 0, 0, text.length + 5]), Buffer.from([0x1c, 2, 120, 0, text.length]), text, "\0".repeat((text.length + 5) % 2)),
    jpegSegment(0xfe, text),
  ];
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2), Buffer.from(text), zip(text)]);
}

/** A PNG that carries a text in EXIF, XMP, ICC profile, text chunks of all kinds, and behind its end. */
export async function pngCarrying(text: string): Promise<Buffer> {
  const plain = await noise().withExif({ IFD0: { Artist: text, ImageDescription: text } }).png().toBuffer();
  const chunks = [
    pngChunk("iCCP", Buffer.concat([Buffer.from("story\0\0"), deflateSync(await profileWith(text))])),
    pngChunk("tEXt", Buffer.from(`Comment\0${text}`)),
    pngChunk("zTXt", Buffer.concat([Buffer.from("Author\0\0"), deflateSync(text)])),
    pngChunk("iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmpOf(text)}`)),
  ];
  return Buffer.concat([plain.subarray(0, pngHeadLength), ...chunks, plain.subarray(pngHeadLength), Buffer.from(text), zip(text)]);
}

/** The names of a JPEG's segments up to its pixels, and what lies behind its end. */
export function jpegParts(bytes: Buffer): { markers: number[]; trailing: number } {
  const markers: number[] = [];
  let at = 2;
  while (bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    markers.push(bytes.readUInt8(at + 1));
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { markers, trailing: bytes.length - bytes.indexOf(Buffer.from([0xff, 0xd9]), at) - 2 };
}

const script = '<script>alert(document.domain)</script>';
const page = Buffer.from(`<!doctype html><title>Polyglot</title>${script}`);

/** What is no picture that this house takes, by what it is. */
export async function hostilePictures(): Promise<[name: string, bytes: Buffer][]> {
  const [jpeg, png] = await Promise.all([noise().jpeg().toBuffer(), noise().png().toBuffer()]);
  const avif = await noise(64, 64).heif({ compression: "av1" }).toBuffer();
  const heic = Buffer.from(avif.toString("latin1").replaceAll("avif", "heic"), "latin1");
  return [
    ["an empty file", Buffer.alloc(0)],
    ["a JPEG that is cut off", jpeg.subarray(0, -600)],
    ["a JPEG that is cut off by its last two bytes and 400 more", jpeg.subarray(0, -402)],
    ["a PNG that is cut off", png.subarray(0, -600)],
    ["an interlaced PNG that is cut off", (await noise().png({ progressive: true }).toBuffer()).subarray(0, -600)],
    ["a PNG's head alone", png.subarray(0, pngHeadLength)],
    ["a page in front of a JPEG", Buffer.concat([page, jpeg])],
    ["a script in front of a PNG", Buffer.concat([Buffer.from("alert(1);//"), png])],
    ["an archive in front of a JPEG", Buffer.concat([zip("run.js"), jpeg])],
    ["a PDF in front of a JPEG", Buffer.concat([Buffer.from("%PDF-1.7\n"), jpeg])],
    ["a page that begins like a JPEG", Buffer.concat([jpeg.subarray(0, 4), page])],
    ["a page that begins like a PNG", Buffer.concat([pngStart, page])],
    ["a PNG that says it is a JPEG", Buffer.concat([jpeg.subarray(0, 3), png])],
    ["41 megapixels in 40 kB", pngBomb(8200, 5000)],
    ["the largest PNG that there can be", pngOf(0x7fffffff, 0x7fffffff, Buffer.alloc(64))],
    ["an SVG with a script", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400">${script}</svg>`)],
    ["an SVG behind an XML declaration", Buffer.from(`\ufeff<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)],
    ["a GIF", await noise().gif().toBuffer()],
    ["a WebP", await noise().webp().toBuffer()],
    ["an AVIF", avif],
    ["a HEIC", heic],
    ["a TIFF", await noise(64, 64).tiff().toBuffer()],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj\n%%EOF")],
    ["a text", Buffer.from("This is no picture.")],
  ];
}
