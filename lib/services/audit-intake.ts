import "server-only";
import type { Database } from "@/db";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import type { SealingKey } from "@/lib/vault/vault";
import { appendAudit, type AuditRecord } from "./append-audit";
import type { AuditChange } from "./audit-value";
import type { ServiceContext } from "./context";
import { decisionRecord } from "./decide-by-system";

/** What a step decided by itself. */
export interface StepVerdict {
  outcome: DecidedStatus;
  codes: readonly string[];
  comments: readonly string[];
}

/** The entries of a step, last in its transaction: the client's, and, where it decided, the system's. */
export async function auditIntake(tx: Database, ctx: ServiceContext, key: SealingKey, record: AuditRecord, verdict: StepVerdict | null): Promise<void> {
  await appendAudit(tx, ctx, key, [record]);
  if (verdict === null) return;
  const { outcome, codes, comments } = verdict;
  await appendAudit(tx, { ...ctx, actor: { kind: "system" } }, key, [decisionRecord(record.subjectId, "incomplete", outcome, codes, comments)]);
}

/** The values that differ, each as its text. */
export function changedValues(before: Readonly<Record<string, string | null>>, after: Readonly<Record<string, string | null>>): AuditChange[] {
  return Object.entries(after).flatMap(([field, value]) => (value === (before[field] ?? null) ? [] : [{ field, old: before[field] ?? null, new: value }]));
}
