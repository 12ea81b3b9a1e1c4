import "server-only";
import { randomUUID } from "node:crypto";
import type { EngineRequest, WireImage } from "./contract";
import type { EngineImage } from "./engines";

/** An operation's input as a port is given it: its images are not in base64 yet. */
export type GivenInput<Input> = { [Key in keyof Input]: Input[Key] extends WireImage ? EngineImage : Input[Key] };

/** Several engines are asked about the same bytes at once: they are encoded once. */
const encoded = new WeakMap<Buffer, Buffer>();

function base64Of(bytes: Buffer): Buffer {
  const text = encoded.get(bytes) ?? Buffer.from(bytes.toString("base64"), "latin1");
  encoded.set(bytes, text);
  return text;
}

const isImage = (value: unknown): value is EngineImage => typeof value === "object" && value !== null && "bytes" in value;

/**
 * The JSON of a request, in pieces that are sent one after another. Base64 has nothing that JSON escapes: an image is a piece
 * of its own, shared by all the requests that send it, and is neither written nor copied for any of them.
 */
export function encodeRequest({ input, ...request }: EngineRequest): Buffer[] {
  const [mark, images] = [randomUUID(), [] as Buffer[]];
  const wired = Object.entries(input as object).map(([name, value]: [string, unknown]) => {
    if (!isImage(value)) return [name, value];
    images.push(base64Of(value.bytes));
    return [name, { contentType: value.contentType, base64: mark } satisfies WireImage];
  });
  const texts = JSON.stringify({ ...request, input: Object.fromEntries(wired) as object }).split(mark);
  return texts.flatMap((text, index) => [Buffer.from(text), ...images.slice(index, index + 1)]);
}
