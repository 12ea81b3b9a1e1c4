import "server-only";
import type * as z from "zod/mini";
import { AppError, BadInputError } from "@/lib/errors";

/** Bodies of the desk are small: the largest is a correction with every field. */
export const bodyLimitBytes = 64 * 1024;

/** No body of the desk nests deeper than five levels; following brackets without an end would use up the stack. */
export const bodyLimitDepth = 32;

/**
 * The body of a request, checked.
 * @throws {AppError} 413 when it is larger than 64 kB; {BadInputError} when it is not JSON; {ZodError} when it does not fit.
 */
export async function readJson<Schema extends z.ZodMiniType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new BadInputError("Send the body as application/json.");
  return schema.parse(parseJson(await readText(request, bodyLimitBytes)));
}

/**
 * The body of a request as text.
 * @throws {AppError} 413 when it is larger than `limit` bytes, measured while reading; {BadInputError} when it is cut off or not UTF-8.
 */
export async function readText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  const read = () => reader?.read().catch(() => Promise.reject(new BadInputError("The body ended before it was complete.")));
  for (let part = await read(); part?.value !== undefined; part = await read()) {
    size += part.value.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(part.value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new BadInputError("The body is not UTF-8.");
  }
}

/** @throws {BadInputError} for what is not JSON, or holds what cannot be stored. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadInputError("The body is not JSON.");
  }
  assertStorable(value, 0);
  return value;
}

/** PostgreSQL stores neither NUL nor half a surrogate pair, in a value or a name; nobody types them. */
function assertStorable(value: unknown, depth: number): void {
  if (typeof value === "string" && /[\0\p{Surrogate}]/u.test(value)) throw new BadInputError("The body holds characters that are no text.");
  if (typeof value !== "object" || value === null) return;
  if (depth === bodyLimitDepth) throw new BadInputError(`The body nests deeper than ${bodyLimitDepth.toString()} levels.`);
  for (const each of Object.entries(value).flat()) assertStorable(each, depth + 1);
}

function tooLarge(limit: number): AppError {
  return new AppError(413, "too_large", `The body is larger than ${limit / 1024} kB.`);
}
