import "server-only";
import { deleteAnswersBefore } from "@/db/queries/expired-rows";
import type { SystemContext } from "./context";
import { answerMilliseconds } from "./idempotency";
import { deleteInBatches } from "./delete-in-batches";

/** Deletes the answers that a repeated request would not get any more: those older than 24 hours. How many went. */
export function sweepIdempotentAnswers({ db, now }: Pick<SystemContext, "db" | "now">, stopping?: AbortSignal): Promise<number> {
  const before = new Date(now.getTime() - answerMilliseconds);
  return deleteInBatches((limit) => deleteAnswersBefore(db, before, limit), stopping);
}
