import "server-only";
import type { Database } from "@/db";
import { findSubmission } from "@/db/queries/intake";
import { findCurrentOptions } from "@/db/queries/project-options";
import type { SubmissionRow } from "@/db/schema/submissions";
import { stepRefusal, type ApiRefusal } from "@/lib/errors";
import { todayIn, type CivilDate } from "@/lib/kyc/civil-date";
import type { Fields } from "@/lib/kyc/fields";
import { finalOf } from "@/lib/kyc/intake/step2";
import { effectiveOptions } from "@/lib/kyc/intake/custom-options";
import { stepMessage, type Step2Error, type StepParams } from "@/lib/kyc/intake/step-codes";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ServiceContext } from "./context";
import { hasPeriodHit } from "./find-period-hit";
import { loadKeys, type CaseKeys } from "./review-case";
import { openNumbers, wholeLayer } from "./sealed-numbers";

/** A submission that passed Step 1, with the options in force for it. */
export interface Step2Case {
  row: SubmissionRow;
  keys: CaseKeys;
  options: ProjectOptions;
  policyVersion: number;
  today: CivilDate;
  printed: Fields | null;
  mrz: Fields | null;
}

export function step2Refusal(code: Step2Error, params?: StepParams, variant?: number): ApiRefusal {
  return stepRefusal(stepMessage("step2", code, params, variant));
}

/** @throws {ApiRefusal} no_submission for one that is not this project's or was erased; invalid_submission_id for one that is finished, has not passed Step 1, or whose applicant was asked for one image again. */
export function assertAfterStep1(row: SubmissionRow | null): SubmissionRow {
  if (row === null || row.status === "deleted") throw step2Refusal("no_submission");
  if (row.status !== "incomplete" || row.step1PassedAt === null || row.resubmissionKind !== null) throw step2Refusal("invalid_submission_id");
  return row;
}

/** @throws {ApiRefusal} no_submission; invalid_submission_id for one of whose applicant Step 2 is not asked again. */
export function assertAskedAgain(row: SubmissionRow | null): SubmissionRow {
  if (row === null || row.status === "deleted") throw step2Refusal("no_submission");
  if (row.resubmissionKind === null || row.resubmissionKind === "idImage") throw step2Refusal("invalid_submission_id");
  return row;
}

/** What PreStep2 and Step 2 go on with. @throws {ApiRefusal} as `assertFit`. */
export async function openStep2Case(ctx: ServiceContext, db: Database, submissionId: string, assertFit = assertAfterStep1): Promise<Step2Case> {
  const row = assertFit(await findSubmission(db, ctx.projectId, submissionId));
  const keys = await loadKeys(ctx, submissionId);
  if (keys === null) throw step2Refusal("no_submission");

  const { version, options: projectOptions } = await findCurrentOptions(db, ctx.projectId);
  const options = effectiveOptions(projectOptions, row.customOptions);
  const numbers = openNumbers(keys.submission, row.numbers);
  return {
    row, keys, options, policyVersion: version, today: todayIn(options.timeZone, ctx.now),
    printed: wholeLayer(row.printed, numbers.printed), mrz: wholeLayer(row.mrz, numbers.mrz),
  };
}

/** @throws {ApiRefusal} rejected_submission: within the Approved Period, or within a Rejected Period that is known only now, with Step 1's message. */
export async function refusePeriods(ctx: ServiceContext, db: Database, { row, keys, options, printed, mrz }: Step2Case, claimed: Fields | null): Promise<void> {
  const email = row.email ?? "";
  const applicant = { email, ipAddress: ctx.ipAddress, identity: finalOf({ claimed, printed, mrz }) };
  if (await hasPeriodHit(ctx, db, keys.project, options, "approved", applicant)) throw step2Refusal("rejected_submission", { email });
  if (await hasPeriodHit(ctx, db, keys.project, options, "rejected", applicant)) throw stepRefusal(stepMessage("step1", "rejected_submission", { email }));
}
