import { once } from "node:events";
import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { NextRequest } from "next/server";

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export type Route = (request: NextRequest) => Promise<Response>;

const chunkBytes = 4 * 1024;

/** The bytes as they would stream in, a chunk whenever one is asked for. */
function streamOf(bytes: Buffer): ReadableStream<Uint8Array> {
  let start = 0;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (start >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(start, start + chunkBytes)));
      start += chunkBytes;
    },
  });
}

async function webRequest(request: IncomingMessage, origin: string): Promise<NextRequest> {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headers)) for (const value of [values ?? []].flat()) headers.append(name, value);
  const bytes = await bytesOf(request);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new NextRequest(`${origin}${request.url ?? "/"}`, { method: request.method, headers, ...(hasBody ? { body: streamOf(bytes), duplex: "half" } : {}) });
}

async function answer(routes: ReadonlyMap<string, Route>, request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const route = routes.get(`${request.method ?? ""} ${(request.url ?? "").split("?")[0] ?? ""}`);
  if (!route) return void response.writeHead(404).end();
  const answered = await route(await webRequest(request, origin));
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
  return { status: response.statusCode ?? 0, headers: response.headers, body: await bytesOf(response) };
}
