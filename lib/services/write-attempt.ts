import "server-only";
import type { Database } from "@/db";
import { insertAttempt } from "@/db/queries/attempts";
import type { AttemptRow, CheckOutcome } from "@/db/schema/attempts";
import type { SealingKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";
import { sealTrace } from "./sealed-intake";

/** A try as it came out. */
export interface NewAttempt {
  id: string;
  step: AttemptRow["step"];
  countsAsTry: boolean;
  /** Empty for a try that passed. */
  retries: readonly { code: string; message: string }[];
  faceSimilarityScore?: number | null;
  livenessScore?: number | null;
  outcomes: CheckOutcome[];
  /** What the engines answered, as facts; sealed, as is what the client sent beside images. */
  facts: unknown;
  sent: Record<string, unknown>;
}

/** A try as it is stored, but for its number. */
export function attemptRow(ctx: ServiceContext, submissionId: string, key: SealingKey, attempt: NewAttempt): Omit<AttemptRow, "number"> {
  const { id, step, countsAsTry, retries, outcomes, facts, sent } = attempt;
  return {
    id, projectId: ctx.projectId, submissionId, step, countsAsTry, retryCodes: retries.map((retry) => retry.code), retryMessages: retries.map((retry) => retry.message),
    faceSimilarityScore: attempt.faceSimilarityScore ?? null, livenessScore: attempt.livenessScore ?? null, checks: outcomes,
    trace: sealTrace(key, id, { facts, sent }), createdAt: ctx.now,
  };
}

/** Appends a try to a submission that the caller holds. */
export function writeAttempt(tx: Database, ctx: ServiceContext, submissionId: string, key: SealingKey, attempt: NewAttempt): Promise<void> {
  return insertAttempt(tx, attemptRow(ctx, submissionId, key, attempt));
}
