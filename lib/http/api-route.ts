import "server-only";
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import * as z from "zod/mini";
import { isOriginKnown } from "@/db/queries/api-keys";
import { describeError } from "@/lib/describe-error";
import { adminRefusal, ApiRefusal, AppError, stepRefusal } from "@/lib/errors";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import { logger } from "@/lib/logger";
import type { ApiContext } from "@/lib/services/context";
import { findClient, type Client } from "@/lib/services/find-client";
import { insertFailed } from "@/lib/services/insert-submission";
import { runtime } from "@/lib/services/runtime";
import { takeFromLimit } from "./api-limits";
import { requestDeps } from "./desk-context";
import { isDataFault, isOutage } from "./error-kinds";
import { jsonResponse } from "./json-response";
import { setStrictTransport } from "./strict-transport";

/**
 * Which answers a call gives: the steps and the migration's `insert` have their codes; `review` and `admin` name a member in what they send and refuse
 * with `{ message, statusCode }`, `review` a wrong key too; `query` does neither.
 */
export type ApiStage = "step1" | "prestep2" | "step2" | "insert" | "query" | "review" | "admin";

const hasCodes = (stage: ApiStage) => stage === "step1" || stage === "prestep2" || stage === "step2" || stage === "insert";
const isBeginning = (stage: ApiStage) => stage === "step1" || stage === "insert";

type ApiHandler = (ctx: ApiContext, request: NextRequest, client: Client) => Promise<unknown>;

/** What a call came to: the answer, and who asked, where that is known. */
interface Outcome {
  response: Response;
  client: Client | null;
}

const forbidden = (message: "Forbidden" | "explicit deny") => new ApiRefusal(403, { message });

function wrongKey(stage: ApiStage): ApiRefusal {
  if (stage === "step2" || stage === "prestep2") return stepRefusal(stepMessage("step2", "unauthorized"));
  return stage === "review" ? adminRefusal("Project not found.") : forbidden("Forbidden");
}

/** A project that takes no submissions is still asked and reviewed; one that was deleted is not there for anybody. */
function closedProject({ projectState }: Client, stage: ApiStage): ApiRefusal | null {
  if (projectState === "open") return null;
  if (projectState === "deleted") return stepRefusal(stepMessage(isBeginning(stage) ? "step1" : "step2", "invalid_request"));
  if (isBeginning(stage)) return stepRefusal(stepMessage("step1", "invalid_project"));
  return stage === "step2" || stage === "prestep2" ? stepRefusal(stepMessage("step2", "invalid_request")) : null;
}

async function clientOf(request: NextRequest, deps: ReturnType<typeof requestDeps>, stage: ApiStage): Promise<Client> {
  const text = request.headers.get("x-api-key");
  if (text === null || text === "") throw forbidden("Forbidden");
  const client = await findClient(deps, text);
  if (client === "wrong_key") throw wrongKey(stage);
  if (client === "denied_address") throw forbidden("explicit deny");
  return client;
}

/** What nobody foresaw: logged under an id, and told in the words that the stage has for it. */
function unexpected(error: unknown, stage: ApiStage): Response {
  const errorId = randomUUID();
  logger().error({ errorId, stage, ...describeError(error) }, "a call of the API failed");
  if (stage === "step1") return answer(stepRefusal(stepMessage("step1", "data_processing_error")));
  if (stage === "step2" || stage === "prestep2") return answer(stepRefusal(stepMessage("step2", "unexpected_error")));
  if (stage === "insert") return answer(insertFailed());
  return answer(adminRefusal(`Something went wrong here. Nothing was written. Reference: ${errorId}`));
}

const answer = ({ status, body, headers }: ApiRefusal) => jsonResponse(body, { status, headers });

/** An error as the public API answers it. */
export function errorAnswer(error: unknown, stage: ApiStage): Response {
  if (error instanceof ApiRefusal) return answer(error);
  // These name what they refuse by their codes: anything else is nothing that they meant to say.
  if (hasCodes(stage)) return unexpected(error, stage);
  if (error instanceof z.core.$ZodError || isDataFault(error)) return answer(adminRefusal("Invalid data format."));
  if (error instanceof AppError && error.status === 503) return jsonResponse({ message: error.message }, { status: 503, headers: { "retry-after": "2" } });
  if (error instanceof AppError) return answer(adminRefusal(error.message));
  // The steps have a word for what nobody foresaw; elsewhere the client learns that it is for a moment only.
  if (isOutage(error)) {
    logger().error(describeError(error), "the database did not answer");
    return jsonResponse({ message: "The database does not answer. Nothing was written." }, { status: 503, headers: { "retry-after": "2" } });
  }
  return unexpected(error, stage);
}

const exposed = "retry-after";

const isOriginOfAny = (origin: string) =>
  isOriginKnown(runtime().db, origin).catch((error: unknown) => {
    logger().error(describeError(error), "no policy could be asked for its origins");
    return false;
  });

/**
 * Pages of other origins may read an answer where the policy of the caller's project lets them. Who asks before a call, or
 * with a wrong key, has no project yet: there the policy of any project counts. While nobody can look, none may.
 */
async function corsHeaders(request: NextRequest, client: Client | null): Promise<Record<string, string>> {
  const origin = request.headers.get("origin");
  if (origin === null) return {};
  const isKnown = client?.options.corsOrigins.includes(origin) ?? (await isOriginOfAny(origin));
  return isKnown ? { "access-control-allow-origin": origin, "access-control-expose-headers": exposed, vary: "origin" } : { vary: "origin" };
}

/**
 * The gate of the public API and its only `try`: key, project, address, rate, handler, error mapper. A call never answers
 * 500: what nobody foresaw has its stage's own code.
 */
export function apiRoute(stage: ApiStage, handler: ApiHandler) {
  return async (request: NextRequest): Promise<Response> => {
    const { response, client } = await answering(stage, handler, request);
    for (const [name, value] of Object.entries(await corsHeaders(request, client))) response.headers.set(name, value);
    setStrictTransport(response.headers);
    return response;
  };
}

async function answering(stage: ApiStage, handler: ApiHandler, request: NextRequest): Promise<Outcome> {
  let client: Client | null = null;
  try {
    const deps = requestDeps(request.headers);
    client = await clientOf(request, deps, stage);
    const closed = closedProject(client, stage);
    if (closed) throw closed;
    await takeFromLimit(client.apiKeyId, client.options.requestsPerMinute);
    const ctx: ApiContext = {
      ...deps, engines: runtime().engines, projectId: client.projectId, actor: { kind: "client", apiKeyId: client.apiKeyId, label: client.label }, claim: null,
    };
    const result = await handler(ctx, request, client);
    return { response: result instanceof Response ? result : jsonResponse(result), client };
  } catch (error) {
    return { response: errorAnswer(error, stage), client };
  }
}

/** Answers the question that a browser asks before a call from another origin. */
export async function apiPreflight(request: NextRequest): Promise<Response> {
  const headers = await corsHeaders(request, null);
  if (!("access-control-allow-origin" in headers)) return new Response(null, { status: 403, headers });
  return new Response(null, {
    status: 204,
    headers: {
      ...headers, "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE", "access-control-allow-headers": "x-api-key, content-type, idempotency-key",
      "access-control-max-age": "600",
    },
  });
}
