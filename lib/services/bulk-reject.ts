import "server-only";
import { findRelease } from "@/db/queries/submissions";
import { rejectOutcomes, type BulkRejected, type BulkRejectInput, type RejectOutcome } from "@/lib/contracts/bulk";
import type { CaseConflict } from "@/lib/contracts/submissions";
import { AppError } from "@/lib/errors";
import { actorLabel, authorise, type ServiceContext } from "./context";
import { recordDecision } from "./record-decision";
import { withLease } from "./with-lease";

type Result = Omit<BulkRejected["results"][number], "submissionId">;

const refused = (outcome: RejectOutcome): Result => ({ outcome, version: null, undoUntil: null });

/** Whether an earlier answer to the same request was lost: the case is what this request would have made of it. */
function isDoneAlready(ctx: ServiceContext, error: AppError, seen: number, { code, otherText }: BulkRejectInput): boolean {
  if (error.errorCode !== "already_decided") return false;
  const { current } = error.details as CaseConflict;
  const decision = current?.decision;
  const isSame = decision?.outcome === "rejected" && decision.codes.length === 1 && decision.codes[0] === code && decision.reviewer === actorLabel(ctx.actor);
  return isSame && current?.version === seen + 1 && (otherText === null || decision.comments[0] === otherText.trim());
}

async function rejected(ctx: ServiceContext, id: string, version: number): Promise<Result> {
  const release = await findRelease(ctx.db, ctx.projectId, id);
  return { outcome: "rejected", version, undoUntil: release?.releaseDueAt?.toISOString() ?? null };
}

async function rejectOne(ctx: ServiceContext, input: BulkRejectInput, id: string, version: number): Promise<Result> {
  const { holder, code, otherText } = input;
  try {
    const detail = await withLease(ctx, id, holder, (lease) =>
      recordDecision(ctx, id, { outcome: "rejected", version, lease, codes: [code], otherText, fields: {}, confirmedHits: [] }),
    );
    return detail.status === "rejected" ? await rejected(ctx, id, detail.version) : refused("proposed");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (isDoneAlready(ctx, error, version, input)) return rejected(ctx, id, version + 1);
    const outcome = rejectOutcomes.find((known) => known === (error.errorCode === "lease_lost" ? "held" : error.errorCode));
    if (outcome === undefined) throw error;
    return refused(outcome);
  }
}

/**
 * Rejects cases with one code, one after the other, each as if somebody had opened it: held for the act alone, at the version
 * that was seen, by the rules as they are. A hit is confirmed by nobody here, so it is refused. What is refused stops no other.
 */
export async function bulkReject(ctx: ServiceContext, input: BulkRejectInput): Promise<BulkRejected> {
  authorise(ctx, "submissions.decide");
  const results: BulkRejected["results"] = [];
  for (const { submissionId, version } of input.items) results.push({ submissionId, ...(await rejectOne(ctx, input, submissionId, version)) });
  return { results };
}
