import "server-only";
import { ApiRefusal, AppError } from "@/lib/errors";
import { bodyLimitBytes, parseJson, readText } from "./read-json";

/** A JSON object that a client sent, and the text that it came as. */
export interface SentObject {
  text: string;
  object: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The body of a call of the public API, whatever content type it names: it came with a key, so no page of another origin
 * made it in secret.
 * @throws {ApiRefusal} 413 when it is too large, else `fault` for what is no JSON object.
 */
export async function readObject(request: Request, fault: ApiRefusal, limit = bodyLimitBytes): Promise<SentObject> {
  try {
    const text = await readText(request, limit);
    const object = parseJson(text);
    if (isObject(object)) return { text, object };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.status === 413) throw new ApiRefusal(413, { message: error.message });
  }
  throw fault;
}
