import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { barMaker, findOpenProposal, insertProposal } from "@/db/queries/proposals";
import { updateSubmission } from "@/db/queries/submissions";
import { ConflictError } from "@/lib/errors";
import { needsSecondApproval } from "@/lib/kyc/review/second-approval";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import { appendAudit, type AuditRecord } from "./append-audit";
import type { ServiceContext } from "./context";
import { actingReviewer, type Verdict } from "./decide-case";
import { overtakeProposal } from "./overtake-proposal";
import { currentState, type ReviewCase } from "./review-case";
import { sealProposal, type SealedProposal } from "./sealed-proposal";

export interface ProposedDecision extends Pick<SealedProposal, "otherText" | "confirmedHits"> {
  outcome: DecidedStatus;
  /** Chosen by the maker, without the rules' own. */
  codes: readonly string[];
}

/** Whether a decision of the desk or of the review call waits for a second person here. */
export function waitsForSecond({ submission, policy }: ReviewCase, outcome: DecidedStatus): boolean {
  return needsSecondApproval(policy.options, { outcome, flags: submission.flags, submissionId: submission.id });
}

/** @throws {ConflictError} proposal_open while a decision of this locked case waits for a second person. */
export async function assertNoProposal(ctx: ServiceContext, tx: Database, { submission, keys }: ReviewCase): Promise<void> {
  if ((await findOpenProposal(tx, ctx.projectId, submission.id)) === null) return;
  throw new ConflictError("proposal_open", "A decision of this case waits for a second person.", await currentState(tx, submission, keys.submission));
}

function proposedRecord(subjectId: string, outcome: DecidedStatus, { codes, comments }: Verdict): AuditRecord {
  const told = [{ field: "commentCode", old: null, new: JSON.stringify(codes) }, { field: "comment", old: null, new: JSON.stringify(comments) }];
  return { action: "submission.proposed", subjectId, changes: [{ field: "proposal", old: null, new: outcome }, ...(codes.length > 0 ? told : [])] };
}

/**
 * Keeps a decision that waits for a second person, of a case that is locked and examined: nothing of the case changes but
 * its version. It takes the place of a proposal that was open, and its maker is not offered the case any more.
 */
export async function proposeDecision(ctx: ServiceContext, tx: Database, review: ReviewCase, proposed: ProposedDecision, verdict: Verdict): Promise<void> {
  const { outcome, codes, otherText, confirmedHits } = proposed;
  const { id: submissionId, version } = review.submission;
  const [id, maker, key] = [randomUUID(), actingReviewer(ctx), review.keys.submission];

  await overtakeProposal(ctx, tx, submissionId);
  await insertProposal(tx, {
    id, projectId: ctx.projectId, submissionId, version: version + 1, outcome, codes: [...codes],
    sealed: sealProposal(key, id, { otherText, fields: review.changes, confirmedHits, verdict }),
    makerId: maker.memberId, maker: maker.label, makerName: maker.name, createdAt: ctx.now,
  });
  await updateSubmission(tx, ctx.projectId, submissionId, { version: version + 1 });
  await barMaker(tx, ctx.projectId, submissionId, maker.memberId);
  await appendAudit(tx, ctx, key, [proposedRecord(submissionId, outcome, verdict)]);
}
