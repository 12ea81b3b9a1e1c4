import "server-only";
import type { Database } from "@/db";
import { claimAnswer, findAnswer, releaseAnswer, saveAnswer } from "@/db/queries/idempotent-answers";
import { ApiRefusal } from "@/lib/errors";
import type { ProjectKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";

/** How long an answer is kept. */
export const answerMilliseconds = 24 * 60 * 60 * 1000;
/** Longer than any request may take: what has not answered by then is dead. */
const runMilliseconds = 120_000;

/** A run that holds an `Idempotency-Key`. Its answer is saved in the transaction of its outcome. */
export interface Claim {
  save(tx: Database, body: unknown): Promise<void>;
  /** After an error, which wrote nothing: the same request may come again. */
  release(): Promise<void>;
}

export interface ClaimRequest {
  apiKeyId: string;
  route: string;
  key: string;
  /** SHA-256 of everything that was sent. */
  bodyHash: Buffer;
}

const purposeOf = ({ route, key }: ClaimRequest) => `answer:${route}:${key}`;
/** Longer ones fit into no index. */
const longestKey = 255;

const conflict = () => new ApiRefusal(409, { message: "A request with this Idempotency-Key is still running." }, { "retry-after": "2" });

async function earlierAnswer(ctx: ServiceContext, projectKey: ProjectKey, request: ClaimRequest): Promise<unknown> {
  const row = await findAnswer(ctx.db, request);
  if (row === null) throw conflict();
  if (!row.bodyHash.equals(request.bodyHash)) throw new ApiRefusal(422, { message: "This Idempotency-Key was used with another request." });
  if (row.answer === null) throw conflict();
  return JSON.parse(projectKey.open(row.answer, purposeOf(request)).toString("utf8"));
}

/**
 * Claims a key of a client's for this request: the claim, or the answer that the first request with it got.
 * @throws {ApiRefusal} 400 for a key that is empty or too long, 422 when another request has it, 409 with Retry-After while the first is running.
 */
export async function claimRequest(ctx: ServiceContext, request: ClaimRequest): Promise<{ claim: Claim } | { answer: unknown }> {
  if (request.key.length === 0 || request.key.length > longestKey) throw new ApiRefusal(400, { message: `An Idempotency-Key has 1 to ${longestKey} characters.` });
  const projectKey = await ctx.vault.projectKey(ctx.projectId);
  const runsUntil = new Date(ctx.now.getTime() + runMilliseconds);
  const isClaimed = await claimAnswer(ctx.db, { ...request, projectId: ctx.projectId, runsUntil, createdAt: ctx.now }, new Date(ctx.now.getTime() - answerMilliseconds));
  if (!isClaimed) return { answer: await earlierAnswer(ctx, projectKey, request) };

  return {
    claim: {
      save: async (tx, body) => {
        const isSaved = await saveAnswer(tx, request, runsUntil, 200, projectKey.seal(JSON.stringify(body), purposeOf(request)));
        // Another run took the key over because this one was too slow: one of the two may write.
        if (!isSaved) throw conflict();
      },
      release: () => releaseAnswer(ctx.db, request, runsUntil),
    },
  };
}
