import "server-only";
import type { Database } from "@/db";
import { hasLaterStep } from "@/db/queries/attempts";
import { findStanding, findSubmission, type Standing } from "@/db/queries/intake";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { Step1Input } from "@/lib/contracts/v3/step1";
import { stepRefusal, type ApiRefusal } from "@/lib/errors";
import { isStepOver, stepHours } from "@/lib/kyc/intake/clocks";
import { effectiveOptions, type CustomOptions } from "@/lib/kyc/intake/custom-options";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ProjectKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";
import type { Identity } from "./find-identity";
import { hasPeriodHit, periodOf } from "./find-period-hit";

const sameEmail = (row: SubmissionRow, email: string) => row.email?.trim().toLowerCase() === email.trim().toLowerCase();

export function wrongSubmissionId(): ApiRefusal {
  return stepRefusal(stepMessage("step1", "invalid_input_format", { parameters: ["submissionId"] }));
}

const stepMilliseconds = stepHours * 60 * 60 * 1000;

/** What stands about the e-mail of a Step 1, with the rejections that count against it or the address. */
export function standingOf(ctx: ServiceContext, db: Database, options: ProjectOptions, { email, submissionId }: Step1Input): Promise<Standing> {
  const rejected = periodOf(ctx.now, options, "rejected", { email, ipAddress: ctx.ipAddress });
  return findStanding(db, ctx.projectId, { email, exceptId: submissionId, unpassedFrom: new Date(ctx.now.getTime() - stepMilliseconds), rejected });
}

/** Before any later step; or its applicant was asked for the image of the ID again, and is in time. */
async function isForStep1(ctx: ServiceContext, db: Database, row: SubmissionRow): Promise<boolean> {
  if (row.resubmissionKind !== null) return row.resubmissionKind === "idImage" && !isStepOver(row.stepClockAt ?? row.createdAt, ctx.now);
  return !(await hasLaterStep(db, ctx.projectId, row.id));
}

/**
 * The submission that a Step 1 goes on with; `null` when it begins one. Named by its id it is this project's and this
 * e-mail's, incomplete, and before any later step or asked for the image of its ID again. Without an id it is the e-mail's own that is younger than 72 hours and
 * has failed tries of Step 1 alone: there are no endless tries.
 * @throws {ApiRefusal} invalid_input_format naming submissionId.
 */
export async function findTarget(ctx: ServiceContext, db: Database, { submissionId, email }: Step1Input, { unpassed }: Standing): Promise<SubmissionRow | null> {
  if (submissionId === null) return unpassed;
  const row = await findSubmission(db, ctx.projectId, submissionId);
  if (row === null || row.status !== "incomplete" || !sameEmail(row, email) || !(await isForStep1(ctx, db, row))) throw wrongSubmissionId();
  return row;
}

/** A Step 1 that goes on without custom options keeps those of before. */
export function customOptionsOf(target: SubmissionRow | null, { customOptions }: Step1Input): CustomOptions {
  return target === null || Object.keys(customOptions).length > 0 ? customOptions : target.customOptions;
}

export function optionsFor(options: ProjectOptions, target: SubmissionRow | null, input: Step1Input): ProjectOptions {
  return effectiveOptions(options, customOptionsOf(target, input));
}

const rejectedSubmission = (email: string) => stepRefusal(stepMessage("step1", "rejected_submission", { email }));

/** @throws {ApiRefusal} rejected_submission within the Rejected Period by identity. */
export async function refuseIdentity(ctx: ServiceContext, key: ProjectKey, options: ProjectOptions, email: string, identity: Identity): Promise<void> {
  if (await hasPeriodHit(ctx, ctx.db, key, options, "rejected", { email: null, ipAddress: null, identity })) throw rejectedSubmission(email);
}

/**
 * What is asked of an applicant again goes on with its own case alone, which a Step 1 must name.
 * @throws {ApiRefusal} reviewing while the e-mail has another open case; rejected_submission by e-mail or address, unless
 * custom options switched the period off.
 */
export function refuseKnown({ hasOpenCase, wasRejected }: Standing, options: ProjectOptions, email: string): void {
  if (hasOpenCase) throw stepRefusal(stepMessage("step1", "reviewing", { email }));
  if (wasRejected && options.rejectedPeriodDays > 0) throw rejectedSubmission(email);
}
