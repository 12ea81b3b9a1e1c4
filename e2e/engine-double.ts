import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as z from "zod/mini";
import { operations, requestSchema, type EngineRequest, type OperationName } from "@/lib/engines/contract";
import type { EngineConfig } from "@/lib/engines/create-engines";
import { signatureHeader, signatureOf, signatureToleranceSeconds } from "@/lib/engines/signature";
import { engineNames, type EngineName } from "@/lib/kyc/intake/engine-ports";
import { createFaceIndex, defaultFacts } from "./engine-facts";

/**
 * `facts` are laid over the default ones, key by key. `hang` never answers, `stall` never ends its answer, `reset` breaks
 * the connection, `cut` breaks it within the answer. An answer with a status is sent as it stands.
 */
const answerSchema = z.union([
  z.object({ facts: z.record(z.string(), z.unknown()) }),
  z.object({ status: z.int(), headers: z.optional(z.record(z.string(), z.string())), body: z.optional(z.string()) }),
  z.enum(["not_available", "hang", "stall", "reset", "cut"]),
]);
export type ProgrammedAnswer = z.infer<typeof answerSchema>;

const programSchema = z.object({ target: z.string(), match: z.string(), answer: answerSchema, times: z.optional(z.int()) });

/**
 * What stands to be programmed: an engine (all it is asked) or one operation of it, by name. Facts need an operation where
 * an engine has several. `match` is the {@link sha256Of} of an image of the call, where there is none the identity or
 * account number, or `*`. `times` is how often it holds; without it, until `reset`. What was programmed last comes first.
 */
export type Program = (target: EngineName | OperationName, match: string, answer: ProgrammedAnswer, times?: number) => void;

/** A call as it came: `match` lists what it could have been programmed by. */
export interface EngineCall {
  engine: string;
  operation: string;
  requestId: string;
  match: string[];
  input: unknown;
}

export interface EngineDouble {
  origin: string;
  /** For `createEngines`: every engine is the double. */
  config(given?: Partial<EngineConfig>): EngineConfig;
  program: Program;
  /** Forgets what was programmed, called and indexed. */
  reset(): void;
  /** The last calls with a right signature, oldest first. */
  calls: readonly EngineCall[];
  /** Requests that were no call: a wrong signature, or not the contract's shape. */
  refusals: readonly string[];
  /** Connections that were opened. */
  connections(): number;
  close(): Promise<void>;
}

export function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Addresses of a double, by engine. */
export function engineUrlsAt(origin: string): Record<EngineName, string> {
  return Object.fromEntries(engineNames.map((name) => [name, `${origin}/${name}`])) as Record<EngineName, string>;
}

const keptCalls = 1_000;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isSignedBy(secret: string, header: string | string[] | undefined, body: Buffer): boolean {
  const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  if (seconds === undefined || hex === undefined) return false;
  const isFresh = Math.abs(Date.now() / 1000 - Number(seconds)) <= signatureToleranceSeconds;
  return isFresh && timingSafeEqual(Buffer.from(hex), Buffer.from(signatureOf(secret, Number(seconds), [body])));
}

/** The hash of the pictures in an input, or the number that it is about. */
function matchOf(input: unknown): string[] {
  const given = input as Record<string, unknown>;
  const images = [given.image, given.selfie, given.document].flatMap((image) =>
    image !== null && typeof image === "object" && "base64" in image ? [sha256Of(Buffer.from(String(image.base64), "base64"))] : [],
  );
  const numbers = [given.identityNumber, given.accountNumber].filter((value) => typeof value === "string");
  return [...images, ...numbers];
}

const sendJson = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

function answer(response: ServerResponse, programmed: ProgrammedAnswer | undefined, facts: () => Record<string, unknown>): void {
  if (programmed === "hang") return;
  if (programmed === "reset") return void response.socket?.resetAndDestroy();
  if (programmed === "cut" || programmed === "stall") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" }).write("{", () => programmed === "cut" && response.socket?.destroy());
    return;
  }
  if (programmed === "not_available") return sendJson(response, 200, { outcome: "not_available" });
  if (programmed !== undefined && "status" in programmed)
    return void response.writeHead(programmed.status, { "content-type": "application/json", ...programmed.headers }).end(programmed.body ?? "{}");
  return sendJson(response, 200, { outcome: "ok", facts: { ...facts(), ...programmed?.facts } });
}

/**
 * An engine for tests: a server on loopback that speaks the contract, checks signatures, and answers facts and scores as it
 * was programmed, in process or by `POST /program` (`DELETE /program` is `reset`, `GET /calls` lists `calls`).
 */
export async function startEngineDouble({ port = 0, secret = "the secret of the double, which is long enough" } = {}): Promise<EngineDouble> {
  const programs: z.infer<typeof programSchema>[] = [];
  const calls: EngineCall[] = [];
  const refusals: string[] = [];
  let faces = createFaceIndex();
  let connections = 0;

  const reset = () => {
    for (const list of [programs, calls, refusals]) list.length = 0;
    faces = createFaceIndex();
  };

  const takeProgram = ({ engine, operation, match }: EngineCall): ProgrammedAnswer | undefined => {
    const found = programs.findLast((program) => (program.target === engine || program.target === operation) && (program.match === "*" || match.includes(program.match)));
    if (found?.times !== undefined && (found.times -= 1) <= 0) programs.splice(programs.indexOf(found), 1);
    return found?.answer;
  };

  const readCall = (path: string, body: Buffer): EngineRequest | null => {
    const parsed = requestSchema.safeParse(JSON.parse(body.toString()));
    if (!parsed.success || path !== `/${parsed.data.engine}`) return null;
    const operation = operations.find(({ name }) => name === parsed.data.operation);
    return operation?.engine === parsed.data.engine && z.safeParse<z.ZodMiniType>(operation.input, parsed.data.input).success ? parsed.data : null;
  };

  const control = (method: string, path: string, body: Buffer, response: ServerResponse) => {
    if (path === "/calls") return sendJson(response, 200, calls);
    if (method === "DELETE") reset();
    else programs.push(programSchema.parse(JSON.parse(body.toString())));
    sendJson(response, 200, {});
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { url: path = "", method = "" } = request;
    const body = await bodyOf(request);
    if (path === "/program" || path === "/calls") return control(method, path, body, response);

    const refuse = (status: number, why: string) => {
      refusals.push(why);
      sendJson(response, status, { message: why });
    };
    if (!isSignedBy(secret, request.headers[signatureHeader], body)) return refuse(401, "The signature is wrong.");
    const call = readCall(path, body);
    if (call === null) return refuse(400, "This is not the contract's shape.");

    const came: EngineCall = { engine: call.engine, operation: call.operation, requestId: call.requestId, match: matchOf(call.input), input: call.input };
    calls.push(came);
    if (calls.length > keptCalls) calls.shift();
    answer(response, takeProgram(came), () => defaultFacts(call.operation, call.input, faces));
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => (response.headersSent ? response.destroy() : sendJson(response, 400, { message: String(error) })));
  });
  server.on("connection", () => (connections += 1));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The double has no port.");
  const origin = `http://127.0.0.1:${address.port.toString()}`;

  return {
    origin,
    config: (given) => ({ urls: engineUrlsAt(origin), secret, timeoutMs: 5_000, ...given }),
    program: (target, match, programmed, times) => void programs.push({ target, match, answer: programmed, times }),
    reset,
    calls,
    refusals,
    connections: () => connections,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
