import "server-only";
import { findSubmissionDetail, type SubmissionDetailRow } from "@/db/queries/submission-detail";
import type { Resubmission } from "@/lib/contracts/resubmissions";
import type { Decision, Proposal, Release, SubmissionDetail, TimelineEntry } from "@/lib/contracts/submissions";
import { NotFoundError } from "@/lib/errors";
import { todayIn } from "@/lib/kyc/civil-date";
import { effectiveRuleOptions } from "@/lib/kyc/intake/custom-options";
import { stepHours } from "@/lib/kyc/intake/clocks";
import { can } from "@/lib/kyc/roles";
import { KeyMissingError, type SealingKey } from "@/lib/vault/vault";
import { openAuditValue } from "./audit-value";
import { authorise, memberIdOf, type ServiceContext } from "./context";
import { openComments } from "./sealed-comments";
import { openProposal } from "./sealed-proposal";
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
  const { commentsSealed, memberId: _memberId, confirmerId: _confirmerId, ...rest } = decision;
  return { ...rest, comments: openComments(key, decision.id, commentsSealed === null ? null : Buffer.from(commentsSealed, "hex")) };
}

/** Whoever made or confirmed it, or a lead, may take it back; the server says so again when it is asked to. */
function releaseOf({ actor, now }: ServiceContext, { releaseDueAt, decision }: SubmissionDetailRow): Release | null {
  if (releaseDueAt === null || decision === null) return null;
  const isOwn = actor.kind === "member" && [decision.memberId, decision.confirmerId].includes(actor.memberId);
  const mayUndo = actor.kind === "member" && (can(actor.role, "submissions.reopen") || (isOwn && can(actor.role, "submissions.decide")));
  return { dueAt: releaseDueAt, remainingMs: Math.max(0, new Date(releaseDueAt).getTime() - now.getTime()), mayUndo };
}

function proposalOf({ actor }: ServiceContext, key: SealingKey | null, proposal: SubmissionDetailRow["proposal"]): Proposal | null {
  if (proposal === null || key === null) return null;
  const { id, outcome, makerName, createdAt, makerId } = proposal;
  const { otherText, fields, verdict } = openProposal(key, id, Buffer.from(proposal.sealed, "hex"));
  return { id, outcome, ...verdict, otherText, fields, makerName, isOwn: memberIdOf(actor) === makerId, createdAt };
}

function resubmissionOf(key: SealingKey | null, asked: SubmissionDetailRow["resubmission"]): Resubmission | null {
  if (asked === null) return null;
  const { id, commentsSealed, ...rest } = asked;
  const comments = openComments(key, id, commentsSealed === null ? null : Buffer.from(commentsSealed, "hex"));
  return { ...rest, comments, expiresAt: new Date(Date.parse(asked.requestedAt) + stepHours * 60 * 60 * 1000).toISOString() };
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

  const isSealed = row.numbers !== null || row.proposal !== null || (row.decision?.commentsSealed ?? null) !== null || row.timeline.some((entry) => entry.values.length > 0);
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
    dueAt: row.dueAt, resubmittedAt: row.resubmittedAt, replaced: row.status === "deleted" ? [] : row.replaced, resubmission: resubmissionOf(key, row.resubmission),
    images: row.images, decision: decisionOf(key, row.decision), release: releaseOf(ctx, row), proposal: proposalOf(ctx, key, row.proposal),
    policy: { ...row.policy, options: effectiveRuleOptions(row.policy.options, row.customOptions) },
    attempts: row.attempts, address: row.address, customFields: row.customFields ?? [], ipAddress: row.ipAddress,
    holder: row.holder && { ...row.holder, isOwn: ctx.actor.kind === "member" && row.holder.memberId === ctx.actor.memberId },
    entry: row.entry,
    timeline: row.timeline.map((entry) => timelineEntry(ctx, key, entry)),
    today: todayIn(row.policy.options.timeZone, ctx.now),
  };
}
