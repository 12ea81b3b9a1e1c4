import "server-only";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import { maxImageBytes } from "@/lib/images/inspect";

/** Fields and files of a multipart request. A name that comes twice has its last value, as in a form that was filled twice. */
export interface Multipart {
  fields: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, Buffer>;
}

/** Why a request cannot be read; `part` is the file that is too large. */
export type MultipartFault = { fault: "not_multipart" | "broken" | "too_many_parts" | "field_too_large" } | { fault: "file_too_large"; part: string };

export const maxFields = 25;
const maxFieldBytes = 16 * 1024;
const maxNameBytes = 200;
const maxFiles = 8;

const unreadable = { fault: "broken" } as const;
/** What is still thrown away of a request that was refused; a sender of more is cut off. */
const maxDrainedBytes = 16 * 1024 * 1024;

/** Throws the rest away: a client that is still sending hears the answer only when it may send on. */
function drain(source: Readable): void {
  let left = maxDrainedBytes;
  source.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) source.destroy();
  });
  source.resume();
}

/** What arrives so far, held no longer than its limit: the first fault ends the reading. */
function collect(request: Request, parser: busboy.Busboy, wanted: ReadonlySet<string>): Promise<Multipart | MultipartFault> {
  const fields = new Map<string, string>();
  const files = new Map<string, Buffer>();
  const source = Readable.fromWeb(request.body as ReadableStream);

  return new Promise((resolve) => {
    let isOver = false;
    const end = (result: Multipart | MultipartFault) => {
      if (isOver) return;
      isOver = true;
      source.unpipe(parser);
      drain(source);
      resolve(result);
    };
    parser.on("field", (name, value, { nameTruncated, valueTruncated }) => {
      if (nameTruncated || valueTruncated) return end({ fault: "field_too_large" });
      fields.set(name, value);
    });
    parser.on("file", (name, stream) => {
      // A part that nobody asked for is passed over without being held.
      if (!wanted.has(name)) return void stream.resume();
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("limit", () => end({ fault: "file_too_large", part: name }));
      stream.on("error", () => end(unreadable));
      stream.on("close", () => files.set(name, Buffer.concat(chunks)));
    });
    for (const event of ["fieldsLimit", "filesLimit", "partsLimit"] as const) parser.on(event, () => end({ fault: "too_many_parts" }));
    parser.on("error", () => end(unreadable));
    source.on("error", () => end(unreadable));
    parser.on("close", () => end({ fields, files }));
    source.pipe(parser);
  });
}

/**
 * Reads a multipart request as it streams in: at most 25 fields of 16 kB (or `fieldBytes`), 8 files, and of the files in `wanted` 2 MB each,
 * measured while reading, whatever the request says of its length. Other files are passed over.
 */
export async function readMultipart(request: Request, wanted: ReadonlySet<string>, fieldBytes = maxFieldBytes): Promise<Multipart | MultipartFault> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get("content-type") ?? "") || request.body === null) return { fault: "not_multipart" };
  // Busboy says "limit" when a file reaches it.
  const limits = { fields: maxFields, fieldSize: fieldBytes, fieldNameSize: maxNameBytes, files: maxFiles, fileSize: maxImageBytes + 1, parts: maxFields + maxFiles };
  const headers = Object.fromEntries(request.headers);
  let parser: busboy.Busboy;
  try {
    parser = busboy({ headers, limits, defParamCharset: "utf8" });
  } catch {
    // Busboy throws for a header without a boundary.
    return { fault: "not_multipart" };
  }
  return collect(request, parser, wanted);
}
