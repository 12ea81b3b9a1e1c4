import { once } from "node:events";
import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { NextRequest } from "next/server";

export type Route = (request: NextRequest) => Promise<Response>;

function webRequest(request: IncomingMessage, origin: string): NextRequest {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headers)) for (const value of [values ?? []].flat()) headers.append(name, value);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const body = hasBody ? (Readable.toWeb(request) as ReadableStream<Uint8Array> & globalThis.ReadableStream) : undefined;
  return new NextRequest(`${origin}${request.url ?? "/"}`, { method: request.method, headers, body, ...(hasBody ? { duplex: "half" } : {}) });
}

async function answer(routes: ReadonlyMap<string, Route>, request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const route = routes.get(`${request.method ?? ""} ${(request.url ?? "").split("?")[0] ?? ""}`);
  if (!route) return void response.writeHead(404).end();
  const answered = await route(webRequest(request, origin));
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(Buffer.from(await answered.arrayBuffer()));
}

/** Route handlers behind a real server on loopback; what they throw is a 500. `routes`: by method and path, as "GET /v3/submission". */
export async function listen(routes: ReadonlyMap<string, Route>): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(routes, request, response, origin).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const origin = `http://127.0.0.1:${address.port.toString()}`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { origin, close };
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends bytes as they stand, without what `fetch` would put right. */
export async function sendRaw(url: string, method: string, headers: Readonly<Record<string, string>>, body: Buffer | null): Promise<RawAnswer> {
  const request = send(url, { agent: false, method, headers: { ...headers, ...(body === null ? {} : { "content-length": body.length.toString() }) } });
  const answered = once(request, "response");
  request.end(body ?? undefined);
  const [response] = (await answered) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}
