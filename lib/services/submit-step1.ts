import "server-only";
import { randomUUID } from "node:crypto";
import { hasAttempt } from "@/db/queries/attempts";
import { findPolicy } from "@/db/queries/project-options";
import type { SubmissionRow } from "@/db/schema/submissions";
import { isUniqueViolation } from "@/db/violations";
import type { Step1Answer, Step1Input } from "@/lib/contracts/v3/step1";
import { describeError } from "@/lib/describe-error";
import { stepRefusal } from "@/lib/errors";
import type { InspectedImage } from "@/lib/images/inspect";
import { todayIn } from "@/lib/kyc/civil-date";
import { decideStep1, layersOfStep1, type Step1Checks, type Step1Decision } from "@/lib/kyc/intake/step1";
import { stepMessage, type Step1Error } from "@/lib/kyc/intake/step-codes";
import { logger } from "@/lib/logger";
import { KeyMissingError, type ProjectKey } from "@/lib/vault/vault";
import { createCheckRecord, engineDeadlineMs } from "./check-record";
import type { ApiContext } from "./context";
import { decodeImage } from "./decode-image";
import { runStep1Checks } from "./run-step1-checks";
import { findTarget, optionsFor, refuseIdentity, refuseKnown, standingOf } from "./step1-target";
import type { Step1Slot, Step1Try } from "./step1-try";
import { discardImages, storeImages, type NewImage } from "./store-image";
import { storeStep1 } from "./store-step1";
import { wasCommitted } from "./was-committed";

/** The images of Step 1, as received. */
export interface Step1Images {
  idImage: Buffer;
  idBackImage: Buffer | null;
}

interface Decoded {
  front: InspectedImage;
  back: InspectedImage | null;
}

/** A try that was judged, and what it went on with when that began. */
interface Judged {
  attempt: Step1Try;
  decoded: Decoded;
  target: SubmissionRow | null;
}

/** Another try for the same e-mail may begin or end a submission meanwhile; each round finds the one to go on with anew. */
const rounds = 5;

async function decodeImages({ idImage, idBackImage }: Step1Images): Promise<Decoded> {
  const refusal = stepMessage("step1", "invalid_id_image");
  const [front, back] = await Promise.all([decodeImage(idImage, refusal), idBackImage === null ? null : decodeImage(idBackImage, refusal)]);
  return { front, back };
}

/** What went wrong before a person could be recognised: it is told before the Rejected Period by identity. */
const beforeIdentity: readonly Step1Error[] = ["id_detection_error", "not_an_id", "id_image_error"];

/** @throws {ApiRefusal} for an error of the decision, or rejected_submission by the identity that was read. */
async function refuseDecided(ctx: ApiContext, key: ProjectKey, attempt: Pick<Step1Try, "input" | "options"> & { checks: Step1Checks; decision: Step1Decision }): Promise<Exclude<Step1Decision, { outcome: "error" }>> {
  const { input, options, checks, decision } = attempt;
  if (decision.outcome === "error" && beforeIdentity.includes(decision.error.code)) throw stepRefusal(decision.error);
  await refuseIdentity(ctx, key, options, input.email, layersOfStep1(checks).ocr);
  if (decision.outcome === "error") throw stepRefusal(decision.error);
  return decision;
}

async function decide(ctx: ApiContext, key: ProjectKey, input: Step1Input, images: Step1Images): Promise<Judged> {
  const { version, options: projectOptions, withdrawn } = await findPolicy(ctx.db, ctx.projectId);
  const standing = await standingOf(ctx, ctx.db, projectOptions, input);
  const target = await findTarget(ctx, ctx.db, input, standing);
  const options = optionsFor(projectOptions, target, input);
  refuseKnown(standing, options, input.email);

  const decoded = await decodeImages(images);
  const record = createCheckRecord();
  const checks = await runStep1Checks(ctx.engines, decoded, input, options, record, AbortSignal.timeout(engineDeadlineMs));
  const today = todayIn(options.timeZone, ctx.now);
  const decided = decideStep1(checks, { issuingCountry: input.issuingCountry, idType: input.idType, options, withdrawn, today });
  const decision = await refuseDecided(ctx, key, { input, options, checks, decision: decided });
  return { decoded, target, attempt: { id: randomUUID(), input, decision, checks, record, options, policyVersion: version, today } };
}

/** The key and the sealed images of where the try goes; `null` when it was erased meanwhile. */
async function openSlot(ctx: ApiContext, project: ProjectKey, target: SubmissionRow | null, { front, back }: Decoded): Promise<Step1Slot | null> {
  const submissionId = target?.id ?? randomUUID();
  const isNew = target === null;
  const submission = await (isNew ? ctx.vault.createSubmissionKey(ctx.projectId, submissionId) : ctx.vault.submissionKey(ctx.projectId, submissionId)).catch((error: unknown) => {
    if (error instanceof KeyMissingError) return null;
    throw error;
  });
  if (submission === null) return null;

  const given = [{ kind: "idImage", image: front } as const, ...(back === null ? [] : [{ kind: "idBackImage", image: back } as const])];
  let images: NewImage[];
  try {
    images = await storeImages(ctx, submission, submissionId, given);
  } catch (error) {
    logger().error(describeError(error), "images of Step 1 could not be stored");
    if (isNew) await ctx.vault.destroySubmissionKey(ctx.projectId, submissionId);
    throw stepRefusal(stepMessage("step1", "save_image_error"));
  }
  return { submissionId, isNew, keys: { submission, project }, images };
}

async function closeSlot(ctx: ApiContext, slot: Step1Slot): Promise<void> {
  if (slot.isNew) await ctx.vault.destroySubmissionKey(ctx.projectId, slot.submissionId);
  await discardImages(ctx.storage, slot.images);
}

class Moved extends Error {}

/** One transaction; what it certainly did not keep is taken back. `null` when the try belongs elsewhere by now. */
async function store(ctx: ApiContext, slot: Step1Slot, attempt: Step1Try): Promise<Step1Answer | null> {
  let answer: Step1Answer | null = null;
  try {
    await ctx.db.transaction(async (tx) => {
      const stored = await storeStep1(ctx, tx, slot, attempt);
      if (stored === "moved") throw new Moved();
      answer = stored;
    });
    return answer;
  } catch (error) {
    const isThere = answer === null ? false : await wasCommitted(ctx, (tx) => hasAttempt(tx, ctx.projectId, attempt.id));
    if (isThere) return answer;
    if (isThere === false) await closeSlot(ctx, slot);
    if (error instanceof Moved) return null;
    if (isUniqueViolation(error, "submissions_one_open_per_email_key")) throw stepRefusal(stepMessage("step1", "reviewing", { email: attempt.input.email }));
    throw error;
  }
}

/**
 * Step 1: a document is read and judged. Errors are thrown: nothing is kept and nothing counts. A failed try, a rejection
 * and a success are answers, each stored with its images in one transaction.
 * @throws {ApiRefusal} with an error code of Step 1, in the order of the steps: reviewing, Rejected Period by e-mail and
 * address, the image, the engines, Rejected Period by identity, what else the decision says, storage.
 */
export async function submitStep1(ctx: ApiContext, input: Step1Input, images: Step1Images): Promise<Step1Answer> {
  const key = await ctx.vault.projectKey(ctx.projectId);
  const { attempt, decoded, target } = await decide(ctx, key, input, images);
  for (let round = 0; round < rounds; round += 1) {
    // What changed while the engines were asked is found under the lock.
    const slot = await openSlot(ctx, key, round === 0 ? target : await findTarget(ctx, ctx.db, input, await standingOf(ctx, ctx.db, attempt.options, input)), decoded);
    const answer = slot === null ? null : await store(ctx, slot, attempt);
    if (answer !== null) return answer;
  }
  throw new Error("The submission that this try goes on with changed again and again.");
}
