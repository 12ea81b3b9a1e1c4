import "server-only";
import { findSubmissionDetail, type SubmissionDetailRow } from "@/db/queries/submission-detail";
import type { Decision, SubmissionDetail, TimelineEntry } from "@/lib/contracts/submissions";
import { NotFoundError } from "@/lib/errors";
import { todayIn } from "@/lib/kyc/civil-date";
import { KeyMissingError, type SealingKey } from "@/lib/vault/vault";
import { openAuditValue } from "./audit-value";
import { authorise, type ServiceContext } from "./context";
import { openComments } from "./sealed-comments";
import { openNumbers, wholeLayer } from "./sealed-numbers";

/** `null` for a submission whose key was destroyed: what it sealed reads as erased. */
async function keyOf(ctx: ServiceContext, id: string): Promise<SealingKey | null> {
  return ctx.vault.submissionKey(ctx.projectId, id).catch((error: unknown) => {
    if (error instanceof KeyMissingError) return null;
    throw error;
  });
}

function decisionOf(key: SealingKey | null, decision: SubmissionDetailRow["decision"]): Decision | null {
  if (decision === null) return null;
  const { commentsSealed, ...rest } = decision;
  return { ...rest, comments: openComments(key, decision.id, commentsSealed === null ? null : Buffer.from(commentsSealed, "hex")) };
}

function timelineEntry(ctx: ServiceContext, key: SealingKey | null, entry: SubmissionDetailRow["timeline"][number]): TimelineEntry {
  const changes = entry.fields.map((field) => {
    const sealed = entry.values.find((value) => value.field === field.name)?.sealed ?? null;
    if (key === null || sealed === null) return { field: field.name, old: null, new: null, erased: true };
    return { field: field.name, ...openAuditValue(key, entry.seq, field.name, Buffer.from(sealed, "hex")), erased: false };
  });
  return {
    seq: entry.seq,
    at: entry.at,
    action: entry.action,
    actor: entry.actorName ?? entry.actorLabel,
    isOwn: ctx.actor.kind === "member" && entry.actorId === ctx.actor.memberId,
    changes,
  };
}

/**
 * A case with everything its screen shows.
 * @throws {NotFoundError} for an unknown one and for another project's alike.
 */
export async function getSubmission(ctx: ServiceContext, id: string): Promise<SubmissionDetail> {
  authorise(ctx, "submissions.read");
  const row = await findSubmissionDetail(ctx.db, ctx.projectId, id, ctx.now);
  if (!row) throw new NotFoundError("The submission");

  const isSealed = row.numbers !== null || (row.decision?.commentsSealed ?? null) !== null || row.timeline.some((entry) => entry.values.length > 0);
  const key = isSealed && row.status !== "deleted" ? await keyOf(ctx, id) : null;
  const numbers = openNumbers(key, row.numbers);
  const { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate } = row;

  return {
    id: row.id, externalId: row.externalId, userid: row.userid, source: row.source, status: row.status, version: row.version, retryCount: row.retryCount,
    flags: row.flags, email: row.email, fullName, issuingCountry, idType, reviewer: row.reviewer,
    createdAt: row.createdAt, updatedAt: row.updatedAt, pendingAt: row.pendingAt, kycResultAt: row.kycResultAt,
    final: { fullName, birthDate, gender, nationality, issuingCountry, idType, issueDate, expireDate, ...numbers.final },
    claimed: wholeLayer(row.claimed, numbers.claimed),
    printed: wholeLayer(row.printed, numbers.printed),
    mrz: wholeLayer(row.mrz, numbers.mrz),
    images: row.images, decision: decisionOf(key, row.decision), earlier: row.earlier, policy: row.policy,
    attempts: row.attempts, address: row.address, customFields: row.customFields ?? [], ipAddress: row.ipAddress,
    holder: row.holder && { ...row.holder, isOwn: ctx.actor.kind === "member" && row.holder.memberId === ctx.actor.memberId },
    entry: row.entry,
    timeline: row.timeline.map((entry) => timelineEntry(ctx, key, entry)),
    today: todayIn(row.policy.options.timeZone, ctx.now),
  };
}
