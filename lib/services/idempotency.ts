import "server-only";
import type { Database } from "@/db";
import { claimAnswer, findAnswer, releaseAnswer, saveAnswer } from "@/db/queries/idempotent-answers";
import { ApiRefusal } from "@/lib/errors";
import { KeyMissingError, type SealingKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";

/** How long an answer is kept. */
export const answerMilliseconds = 24 * 60 * 60 * 1000;
/** Longer than any request may take: what has not answered by then is dead. */
const runMilliseconds = 120_000;

/** The submission that an answer is about, and its key, which seals the answer. */
export interface AnswerSubject {
  submissionId: string;
  key: SealingKey;
}

/** A run that holds an `Idempotency-Key`. Its answer is saved in the transaction of its outcome. */
export interface Claim {
  save(tx: Database, subject: AnswerSubject, body: unknown): Promise<void>;
  /** After an error, which wrote nothing: the same request may come again. */
  release(): Promise<void>;
}

/** An answer about a submission that was erased since is given to nobody. */
export type Claimed = { claim: Claim } | { answer: unknown } | { isErased: true };

export interface ClaimRequest {
  apiKeyId: string;
  route: string;
  key: string;
  /** SHA-256 of everything that was sent. */
  bodyHash: Buffer;
}

const purposeOf = ({ route, key }: ClaimRequest) => `answer:${route}:${key}`;
const conflict = () => new ApiRefusal(409, { message: "A request with this Idempotency-Key is still running." }, { "retry-after": "2" });

async function earlierAnswer(ctx: ServiceContext, request: ClaimRequest): Promise<{ answer: unknown } | { isErased: true }> {
  const row = await findAnswer(ctx.db, request);
  if (row === null) throw conflict();
  if (!row.bodyHash.equals(request.bodyHash)) throw new ApiRefusal(422, { message: "This Idempotency-Key was used with another request." });
  if (row.status === null) throw conflict();
  if (row.isErased || row.answer === null || row.submissionId === null) return { isErased: true };
  try {
    const key = await ctx.vault.submissionKey(ctx.projectId, row.submissionId);
    return { answer: JSON.parse(key.open(row.answer, purposeOf(request)).toString("utf8")) as unknown };
  } catch (error) {
    if (error instanceof KeyMissingError) return { isErased: true };
    throw error;
  }
}

/**
 * Claims a key of a client's for this request: the claim, or the answer that the first request with it got.
 * @throws {ApiRefusal} 422 when another request has it, 409 with Retry-After while the first is running.
 */
export async function claimRequest(ctx: ServiceContext, request: ClaimRequest): Promise<Claimed> {
  const runsUntil = new Date(ctx.now.getTime() + runMilliseconds);
  const isClaimed = await claimAnswer(ctx.db, { ...request, projectId: ctx.projectId, runsUntil, createdAt: ctx.now }, new Date(ctx.now.getTime() - answerMilliseconds));
  if (!isClaimed) return earlierAnswer(ctx, request);

  return {
    claim: {
      save: async (tx, { submissionId, key }, body) => {
        const isSaved = await saveAnswer(tx, request, runsUntil, { status: 200, submissionId, answer: key.seal(JSON.stringify(body), purposeOf(request)) });
        // Another run took the key over because this one was too slow: one of the two may write.
        if (!isSaved) throw conflict();
      },
      release: () => releaseAnswer(ctx.db, request, runsUntil),
    },
  };
}
