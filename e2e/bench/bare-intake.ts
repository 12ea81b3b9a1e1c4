import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent as PlainAgent, createServer, type IncomingMessage } from "node:http";
import { Agent as SecureAgent } from "node:https";
import busboy from "busboy";
import { Pool } from "pg";
import { answerLimitBytes, contractVersion } from "@/lib/engines/contract";
import { post } from "@/lib/engines/post";
import { signatureHeader, signedHeader } from "@/lib/engines/signature";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";

/** What the server is told, as a JSON file: `calls` are those that one Step 1 made, in their order. */
export interface BareIntake {
  databaseUrl: string;
  imagesDir: string;
  double: string;
  secret: string;
  calls: { engine: string; operation: string; input: object }[];
}

/*
 * What a Step 1 costs without us: node:http, busboy, the same decoding, files as durable, the same posts, one durable
 * INSERT. Nothing is sealed, looked up, decided or audited.
 */
const [file = "", port = "0"] = process.argv.slice(2);
const { databaseUrl, imagesDir, double, secret, calls } = JSON.parse(readFileSync(file, "utf8")) as BareIntake;
const pool = new Pool({ connectionString: databaseUrl, max: 20 });
const store = createFolderImageStore(imagesDir);
const agents = { plain: new PlainAgent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) };

function readParts(request: IncomingMessage): Promise<{ fields: Record<string, string>; image: Buffer }> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const chunks: Buffer[] = [];
    const parser = busboy({ headers: request.headers });
    parser.on("field", (name, value) => (fields[name] = value));
    parser.on("file", (_name, stream) => stream.on("data", (chunk: Buffer) => chunks.push(chunk)));
    parser.on("close", () => resolve({ fields, image: Buffer.concat(chunks) }));
    parser.on("error", reject);
    request.pipe(parser);
  });
}

async function ask({ engine, operation, input }: BareIntake["calls"][number], wireImage: object): Promise<unknown> {
  const body = [Buffer.from(JSON.stringify({ version: contractVersion, requestId: randomUUID(), engine, operation, input: { ...input, image: wireImage } }))];
  const headers = { "content-type": "application/json", [signatureHeader]: signedHeader(secret, Math.floor(Date.now() / 1000), body) };
  const send = (isFresh: boolean) => post(new URL(`${double}/${engine}`), { agents, headers, body, isFresh, limitBytes: answerLimitBytes, signal: AbortSignal.timeout(30_000) });
  const first = await send(false);
  const posted = first.kind === "broken" ? await send(true) : first;
  if (posted.kind !== "answered" || posted.status !== 200) throw new Error(`The double did not answer ${operation}.`);
  return JSON.parse(posted.body.toString("utf8"));
}

async function askAll({ bytes, contentType }: InspectedImage): Promise<unknown[]> {
  const wireImage = { contentType, base64: bytes.toString("base64") };
  const [first, ...others] = calls;
  if (!first) throw new Error("There is nothing to ask.");
  return [await ask(first, wireImage), ...(await Promise.all(others.map((call) => ask(call, wireImage))))];
}

async function answer(request: IncomingMessage): Promise<object> {
  const { fields, image } = await readParts(request);
  const inspected = await inspectImage(image);
  if ("fault" in inspected) throw new Error(`The image is ${inspected.fault}.`);
  const answers = await askAll(inspected);
  const keys = await Promise.all([inspected.bytes, inspected.copies.display, inspected.copies.thumbnail].map((bytes) => store.put(bytes)));
  const id = randomUUID();
  await pool.query("insert into bare_submissions (id, fields, image_keys, answers) values ($1, $2, $3, $4)", [id, fields, keys, JSON.stringify(answers)]);
  return { id, answers };
}

createServer((request, response) => {
  if (request.url === "/ready") return void response.end("ready");
  answer(request).then(
    (body) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(port), "127.0.0.1");
