import "server-only";
import { request as requestPlain, type Agent as PlainAgent, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestSecure, type Agent as SecureAgent } from "node:https";

/** Connections that are kept open from call to call. */
export interface Agents {
  plain: PlainAgent;
  secure: SecureAgent;
}

export interface PostOptions {
  agents: Agents;
  headers: Record<string, string>;
  /** In pieces, sent one after another. */
  body: readonly Buffer[];
  /** Opens a connection for this request alone: a kept one may have been closed by the other side meanwhile. */
  isFresh?: boolean;
  limitBytes: number;
  signal: AbortSignal;
}

/**
 * What came back. `broken`: the connection broke before a word of an answer. `cut`: it broke within one. `unreachable`:
 * there was none. An end of `signal` shows as any of the three.
 */
export type Posted =
  | { kind: "answered"; status: number; contentType: string; body: Buffer }
  | { kind: "too_large" | "broken" | "cut" | "unreachable" };

const brokenCodes = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE"]);

function isBroken(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && brokenCodes.has(error.code);
}

async function readAnswer(response: IncomingMessage, limitBytes: number): Promise<Posted> {
  const { statusCode = 0, headers } = response;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Leaving the loop ends the connection with it.
      if (size > limitBytes) return { kind: "too_large" };
      chunks.push(chunk);
    }
  } catch {
    return { kind: "cut" };
  }
  return { kind: "answered", status: statusCode, contentType: headers["content-type"] ?? "", body: Buffer.concat(chunks) };
}

/** One POST: no redirect is followed, no proxy of the environment is used, and nothing is thrown. */
export function post(url: URL, { agents, headers, body, isFresh = false, limitBytes, signal }: PostOptions): Promise<Posted> {
  const isSecure = url.protocol === "https:";
  const options: RequestOptions = {
    method: "POST",
    agent: isFresh ? false : isSecure ? agents.secure : agents.plain,
    headers: { ...headers, "content-length": body.reduce((sum, piece) => sum + piece.length, 0).toString() },
    signal,
  };
  return new Promise((resolve) => {
    const request = (isSecure ? requestSecure : requestPlain)(url, options);
    request.once("response", (response) => resolve(readAnswer(response, limitBytes)));
    request.on("error", (error) => resolve({ kind: isBroken(error) ? "broken" : "unreachable" }));
    for (const piece of body) request.write(piece);
    request.end();
  });
}
