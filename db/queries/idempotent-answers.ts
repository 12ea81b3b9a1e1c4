import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { idempotentAnswers } from "@/db/schema/idempotent-answers";
import { submissions } from "@/db/schema/submissions";
import type { ProjectId } from "@/lib/kyc/ids";

export type IdempotentAnswerRow = typeof idempotentAnswers.$inferSelect;
type Key = Pick<IdempotentAnswerRow, "apiKeyId" | "route" | "key">;

const isKey = ({ apiKeyId, route, key }: Key) => and(eq(idempotentAnswers.apiKeyId, apiKeyId), eq(idempotentAnswers.route, route), eq(idempotentAnswers.key, key));

/** True when nobody had claimed the key, or whoever had is past its time: an answer of `before`, a run until `now`. */
export async function claimAnswer(db: Database, row: typeof idempotentAnswers.$inferInsert, before: Date): Promise<boolean> {
  const claimed = await db
    .insert(idempotentAnswers)
    .values(row)
    .onConflictDoUpdate({
      target: [idempotentAnswers.apiKeyId, idempotentAnswers.route, idempotentAnswers.key],
      set: { bodyHash: row.bodyHash, status: null, submissionId: null, answer: null, runsUntil: row.runsUntil, createdAt: row.createdAt },
      setWhere: sql`${idempotentAnswers.createdAt} < ${before.toISOString()}::timestamptz or (${idempotentAnswers.status} is null and ${idempotentAnswers.runsUntil} <= ${row.createdAt.toISOString()}::timestamptz)`,
    })
    .returning({ key: idempotentAnswers.key });
  return claimed.length > 0;
}

/** What is kept under a key; `isErased` when it is an answer about a submission that was erased since. */
export async function findAnswer(db: Database, key: Key): Promise<(Pick<IdempotentAnswerRow, "bodyHash" | "status" | "submissionId" | "answer"> & { isErased: boolean }) | null> {
  const { bodyHash, status, submissionId, answer } = idempotentAnswers;
  const isErased = sql<boolean>`coalesce(${submissions.status} = 'deleted', false)`;
  const [row] = await db.select({ bodyHash, status, submissionId, answer, isErased }).from(idempotentAnswers).leftJoin(submissions, eq(submissions.id, submissionId)).where(isKey(key));
  return row ?? null;
}

/** Keeps the answer of the run that claimed the key; false when another run has taken it over meanwhile. */
export async function saveAnswer(tx: Database, key: Key, runsUntil: Date, answer: { status: number; submissionId: string; answer: Buffer }): Promise<boolean> {
  const saved = await tx
    .update(idempotentAnswers)
    .set(answer)
    .where(and(isKey(key), eq(idempotentAnswers.runsUntil, runsUntil)))
    .returning({ key: idempotentAnswers.key });
  return saved.length > 0;
}

/** Takes out the answers about a submission: the same request again is refused as one about an unknown submission. */
export async function emptyAnswersAbout(tx: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await tx
    .update(idempotentAnswers)
    .set({ submissionId: null, answer: null })
    .where(and(eq(idempotentAnswers.projectId, projectId), eq(idempotentAnswers.submissionId, submissionId)));
}

/** Gives the key back: the run wrote nothing. */
export async function releaseAnswer(db: Database, key: Key, runsUntil: Date): Promise<void> {
  await db.delete(idempotentAnswers).where(and(isKey(key), eq(idempotentAnswers.runsUntil, runsUntil), sql`${idempotentAnswers.status} is null`));
}
