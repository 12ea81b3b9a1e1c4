import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertEvent } from "@/db/queries/events";
import { insertDecision, insertEvaluation, updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { CivilDate } from "@/lib/kyc/civil-date";
import type { RejectCode } from "@/lib/kyc/codes/reject-comments";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import type { Stage } from "@/lib/kyc/rules/codes";
import { hitsOf } from "@/lib/kyc/rules/evaluate";
import type { Facts, RuleResult } from "@/lib/kyc/rules/rule";
import type { SealingKey } from "@/lib/vault/vault";
import type { AuditRecord } from "./append-audit";
import type { ServiceContext } from "./context";
import { sealComments } from "./sealed-comments";

/** What was evaluated, so that it can be replayed. */
export interface Evaluated {
  results: readonly RuleResult[];
  facts: Facts;
  stage: Stage;
  policyVersion: number;
  today: CivilDate;
}

export interface SystemDecision extends Evaluated {
  submission: Pick<SubmissionRow, "id" | "version">;
  key: SealingKey;
  outcome: DecidedStatus;
  /** In the catalogue's order; `comments[i]` belongs to `codes[i]`. */
  codes: readonly RejectCode[];
  comments: readonly string[];
  /** What else changes in the same update. */
  columns?: Partial<SubmissionRow>;
}

/** What the rules said of a submission, as it is stored. */
export function evaluationRow(ctx: ServiceContext, submissionId: string, key: SealingKey, { results, facts, stage, policyVersion, today }: Evaluated) {
  return {
    id: randomUUID(), projectId: ctx.projectId, submissionId, stage, optionsVersion: policyVersion, evaluatedOn: today, hits: hitsOf(results).map((hit) => hit.rule),
    trace: key.seal(JSON.stringify({ facts, results }), "trace"), createdAt: ctx.now,
  };
}

/** Stores what the rules said of a submission, and returns the evaluation's id. */
export async function storeEvaluation(tx: Database, ctx: ServiceContext, submissionId: string, key: SealingKey, evaluated: Evaluated): Promise<string> {
  const row = evaluationRow(ctx, submissionId, key, evaluated);
  await insertEvaluation(tx, row);
  return row.id;
}

/** Decides a submission that the caller holds locked, without a person: the outside is told at once. The audit entry is the caller's. */
export async function decideBySystem(tx: Database, ctx: ServiceContext, { submission, key, outcome, codes, comments, columns, ...evaluated }: SystemDecision): Promise<void> {
  const decisionId = randomUUID();
  const evaluationId = await storeEvaluation(tx, ctx, submission.id, key, evaluated);
  await insertDecision(tx, {
    id: decisionId, projectId: ctx.projectId, submissionId: submission.id, evaluationId, outcome, codes: [...codes],
    commentsSealed: sealComments(key, decisionId, comments), optionsVersion: evaluated.policyVersion, memberId: null, reviewer: "system", reviewerName: "system",
    decidedAt: ctx.now,
  });
  await updateSubmission(tx, ctx.projectId, submission.id, {
    ...columns, status: outcome, decisionId, reviewer: "system", version: submission.version + 1, optionsVersion: evaluated.policyVersion,
    updatedAt: ctx.now, kycResultAt: ctx.now, decidedAt: ctx.now, releasedAt: ctx.now,
  });
  await insertEvent(tx, { projectId: ctx.projectId, submissionId: submission.id, kind: `submission.${outcome}`, at: ctx.now });
}

/** The audit record of a decision. */
export function decisionRecord(subjectId: string, before: string | null, outcome: DecidedStatus, codes: readonly string[], comments: readonly string[]): AuditRecord {
  return {
    action: outcome === "approved" ? "submission.approved" : "submission.rejected",
    subjectId,
    changes: [
      { field: "status", old: before, new: outcome },
      ...(codes.length > 0
        ? [
            { field: "commentCode", old: null, new: JSON.stringify(codes) },
            { field: "comment", old: null, new: JSON.stringify(comments) },
          ]
        : []),
    ],
  };
}
