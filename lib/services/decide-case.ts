import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertOverturned } from "@/db/queries/decisions";
import { deleteDrafts } from "@/db/queries/drafts";
import { insertEvent } from "@/db/queries/events";
import { scheduleRelease } from "@/db/queries/releases";
import { insertDecision, updateSubmission } from "@/db/queries/submissions";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import { appendAudit, type AuditRecord } from "./append-audit";
import { actorLabel, actorName, memberIdOf, type ServiceContext } from "./context";
import { decisionRecord } from "./decide-by-system";
import { overtakeProposal } from "./overtake-proposal";
import { auditedChanges, correctedColumns, recordEvaluation, type ReviewCase } from "./review-case";
import { sealBefore } from "./sealed-before";
import { sealComments } from "./sealed-comments";

/** Codes of a rejection and what the applicant reads for each; none of an approval. */
export interface Verdict {
  codes: string[];
  comments: string[];
}

/** Whose decision it is. */
export interface Reviewer {
  memberId: string | null;
  /** E-mail of a member. */
  label: string;
  name: string;
}

export interface DecisionTerms {
  /** Names the audit entry of the corrected fields; a correction unless told otherwise. */
  correction?: AuditRecord["action"];
  /** After how many seconds the outside is told; at once unless told otherwise. */
  graceSeconds?: number;
  /** Of a proposal that the actor confirms: its maker. */
  maker?: Reviewer;
}

export const actingReviewer = ({ actor }: ServiceContext): Reviewer => ({ memberId: memberIdOf(actor), label: actorLabel(actor), name: actorName(actor) });

function auditRecords(review: ReviewCase, outcome: DecidedStatus, { codes, comments }: Verdict, correction: AuditRecord["action"]): AuditRecord[] {
  const subjectId = review.submission.id;
  const corrected = auditedChanges(review);
  const decided = decisionRecord(subjectId, review.submission.status, outcome, codes, comments);
  return corrected.length > 0 ? [{ action: correction, subjectId, changes: corrected }, decided] : [decided];
}

async function storeDecision(ctx: ServiceContext, tx: Database, review: ReviewCase, id: string, outcome: DecidedStatus, verdict: Verdict, { maker }: DecisionTerms): Promise<Reviewer> {
  const [acting, evaluationId] = [actingReviewer(ctx), randomUUID()];
  const reviewer = maker ?? acting;
  await recordEvaluation(ctx, tx, review, evaluationId);
  await insertDecision(tx, {
    id, projectId: ctx.projectId, submissionId: review.submission.id, evaluationId, outcome, codes: verdict.codes,
    commentsSealed: sealComments(review.keys.submission, id, verdict.comments), beforeSealed: sealBefore(review, id), optionsVersion: review.policy.version,
    memberId: reviewer.memberId, reviewer: reviewer.label, reviewerName: reviewer.name, decidedAt: ctx.now,
    ...(maker === undefined ? {} : { confirmerId: acting.memberId, confirmer: acting.label, confirmerName: acting.name }),
  });
  return reviewer;
}

/** A decision that the outside knew, or was about to be told, is another one from now on. */
async function overturn(ctx: ServiceContext, tx: Database, { submission }: ReviewCase): Promise<void> {
  if (submission.decisionId === null) return;
  const { memberId, name } = actingReviewer(ctx);
  await insertOverturned(tx, { decisionId: submission.decisionId, projectId: ctx.projectId, submissionId: submission.id, kind: "changed", memberId, memberName: name, at: ctx.now });
}

/**
 * Writes the decision of a case that is locked and examined: its correction, what the rules said, the decision and their
 * audit entries. Where there is no grace period the outside is told at once, by an event; else a job does it then, and
 * until then nothing that the outside can read changes. A proposal that was open is closed, whatever it said.
 */
export async function decideCase(ctx: ServiceContext, tx: Database, review: ReviewCase, outcome: DecidedStatus, verdict: Verdict, terms: DecisionTerms = {}): Promise<void> {
  const { correction = "submission.corrected", graceSeconds = 0 } = terms;
  const { id, version } = review.submission;
  const decisionId = randomUUID();
  const releaseDueAt = graceSeconds === 0 ? null : new Date(ctx.now.getTime() + graceSeconds * 1000);

  await overtakeProposal(ctx, tx, id);
  await deleteDrafts(tx, ctx.projectId, id);
  await overturn(ctx, tx, review);
  const reviewer = await storeDecision(ctx, tx, review, decisionId, outcome, verdict, terms);
  await updateSubmission(tx, ctx.projectId, id, {
    ...correctedColumns(review), status: outcome, decisionId, reviewer: reviewer.label, version: version + 1, optionsVersion: review.policy.version,
    kycResultAt: ctx.now, decidedAt: ctx.now, releaseDueAt, releasedAt: releaseDueAt === null ? ctx.now : null,
    ...(releaseDueAt === null ? { updatedAt: ctx.now } : {}),
  });
  if (releaseDueAt === null) await insertEvent(tx, { projectId: ctx.projectId, submissionId: id, kind: `submission.${outcome}`, at: ctx.now });
  else await scheduleRelease(tx, id, releaseDueAt);
  await appendAudit(tx, ctx, review.keys.submission, auditRecords(review, outcome, verdict, correction));
}
