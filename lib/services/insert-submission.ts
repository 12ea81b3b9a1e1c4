import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { findCurrentOptions } from "@/db/queries/project-options";
import { hasSubmission, insertDecision, insertSubmission as insertRow } from "@/db/queries/submissions";
import { missingData, readInsert, type InsertAnswer, type InsertFault, type InsertInput } from "@/lib/contracts/v3/insert";
import { readAdmin, type Sent } from "@/lib/contracts/v3/review";
import { describeError } from "@/lib/describe-error";
import { ApiRefusal, stepRefusal } from "@/lib/errors";
import { todayIn } from "@/lib/kyc/civil-date";
import { canonicalCountry } from "@/lib/kyc/country";
import { isIdType } from "@/lib/kyc/id-type";
import { logger } from "@/lib/logger";
import { appendAudit } from "./append-audit";
import { asAdmin, holdAdmin, type AdminContext } from "./client-admin";
import type { ApiContext } from "./context";
import type { CaseKeys } from "./review-case";
import { sealComments } from "./sealed-comments";
import { matchHashes, sealNumbers } from "./sealed-numbers";
import { splitFields } from "./split-fields";
import { wasCommitted } from "./was-committed";

/** What stands for the reasons of a rejection that was made elsewhere. */
const earlierRejection = { code: "other", comment: "Rejected before this record was transferred." } as const;

const sentences: Record<InsertFault["code"], string> = {
  missing_data: "Required data is missing", invalid_parameter: "The request has a parameter that is not known", invalid_format: "The format of a parameter is not right",
};

function refused({ code, parameters }: InsertFault): ApiRefusal {
  return stepRefusal({ code, message: `${sentences[code]}: ${parameters.join(", ")}` });
}

/** What nobody foresaw. */
export const insertFailed = (): ApiRefusal => stepRefusal({ code: "processing_error", message: "The submission could not be stored. Nothing was written." });

async function write(ctx: AdminContext, tx: Database, keys: CaseKeys, id: string, input: InsertInput): Promise<void> {
  await holdAdmin(tx, ctx, "submissions.insert");
  const { email: reviewer, memberId, name: reviewerName } = ctx.actor;
  const { version: optionsVersion } = await findCurrentOptions(tx, ctx.projectId);
  const { plain, numbers } = splitFields(input.fields);
  const decisionId = randomUUID();
  const isRejected = input.kycStatus === "rejected";
  const comments = isRejected ? [earlierRejection.comment] : [];

  await insertRow(tx, {
    id, projectId: ctx.projectId, source: "migration", status: input.kycStatus, email: input.email, userid: input.userid,
    ...plain, idType: isIdType(plain.idType) ? plain.idType : null, issuingCountryCanonical: plain.issuingCountry === null ? null : canonicalCountry(plain.issuingCountry),
    claimed: plain, numbers: sealNumbers(keys.submission, { final: numbers, claimed: numbers, printed: null, mrz: null }), ...matchHashes(keys.project, numbers),
    address: input.address, customFields: input.customFields, ipAddress: input.ipAddress, optionsVersion, decisionId, reviewer,
    createdAt: ctx.now, updatedAt: ctx.now, kycResultAt: ctx.now, decidedAt: ctx.now, releasedAt: ctx.now,
  });
  await insertDecision(tx, {
    id: decisionId, projectId: ctx.projectId, submissionId: id, evaluationId: null, outcome: input.kycStatus, codes: isRejected ? [earlierRejection.code] : [],
    commentsSealed: sealComments(keys.submission, decisionId, comments), optionsVersion, memberId, reviewer, reviewerName, decidedAt: ctx.now,
  });
  const known = Object.entries({ status: input.kycStatus, email: input.email, userid: input.userid, ...input.fields }).filter(([, value]) => value !== null);
  await appendAudit(tx, ctx, keys.submission, [{ action: "submission.created", subjectId: id, changes: known.map(([field, value]) => ({ field, old: null, new: value })) }]);
}

/** Key first, then one transaction; the key goes again when it certainly kept nothing. */
async function store(ctx: AdminContext, input: InsertInput): Promise<string> {
  const id = randomUUID();
  const keys: CaseKeys = { project: await ctx.vault.projectKey(ctx.projectId), submission: await ctx.vault.createSubmissionKey(ctx.projectId, id) };
  try {
    await ctx.db.transaction((tx) => write(ctx, tx, keys, id, input));
  } catch (error) {
    const isThere = await wasCommitted(ctx, (tx) => hasSubmission(tx, ctx.projectId, id));
    if (isThere) return id;
    if (isThere === false) await ctx.vault.destroySubmissionKey(ctx.projectId, id);
    if (error instanceof ApiRefusal) throw error;
    logger().error(describeError(error), "a submission could not be inserted");
    throw insertFailed();
  }
  return id;
}

/**
 * `POST /v3/submission`: takes over a submission that was decided elsewhere, in the name of a lead or an admin. Nothing is
 * checked and no rule runs; it is released at once. Faults are told in this order: missing_data, invalid_admin,
 * invalid_parameter, invalid_format.
 */
export async function insertSubmission(ctx: ApiContext, sent: Sent, timeZone: string): Promise<InsertAnswer> {
  const missing = missingData(sent);
  if (missing) throw refused(missing);
  const invalidAdmin = stepRefusal({ code: "invalid_admin", message: "The admin is not registered in the project, or may not insert submissions." });
  const email = readAdmin(sent);
  if (email === null) throw invalidAdmin;
  const admin = await asAdmin(ctx, email, "submissions.insert", invalidAdmin);
  const input = readInsert(sent, todayIn(timeZone, ctx.now));
  if ("code" in input) throw refused(input);
  return { submissionId: await store(admin, input) };
}
