import "server-only";
import { randomUUID } from "node:crypto";
import { findSubmission } from "@/db/queries/intake";
import { readStep2Id, type Step2Answer } from "@/lib/contracts/v3/step2";
import { stepRefusal } from "@/lib/errors";
import type { InspectedImage } from "@/lib/images/inspect";
import { notAvailable } from "@/lib/kyc/intake/checks";
import { isStepOver } from "@/lib/kyc/intake/clocks";
import { decideSelfie, type SelfieDecision } from "@/lib/kyc/intake/selfie-again";
import { finalOf, type Step2Checks } from "@/lib/kyc/intake/step2";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import { createCheckRecord, engineDeadlineMs, type CheckRecord } from "./check-record";
import type { ApiContext } from "./context";
import { decodeImage } from "./decode-image";
import { runStep2Checks } from "./run-step2-checks";
import { assertAskedAgain, openStep2Case, refusePeriods, step2Refusal, type Step2Case } from "./step2-case";
import { commitStep2, readDocument, sentOf, type Step2Request } from "./step2-request";
import { storeImages } from "./store-image";
import { storeAnswer, type Answer } from "./store-answer";

/** The case whose applicant was asked to send an image again; null for every other, and for what names none. */
export async function findAskedAgain(ctx: ApiContext, { fields, files }: Step2Request): Promise<Step2Case | null> {
  const needed = files.has("faceImage") ? "faceImage" : "addressImage";
  const named = readStep2Id(fields, new Set(files.keys()), needed);
  if ("refusal" in named) return null;
  const row = await findSubmission(ctx.db, ctx.projectId, named.submissionId);
  return (row?.resubmissionKind ?? null) === null ? null : openStep2Case(ctx, ctx.db, named.submissionId, assertAskedAgain);
}

const noChecks: Step2Checks = { faces: notAvailable, selfieLiveness: null, faceSearch: null, faceIndex: null, koreanAuthenticity: null };

/** Faces are compared again, and whatever else looks at a selfie. Without an image of the ID there is nothing to compare it with. */
async function checkSelfie(ctx: ApiContext, step: Step2Case, selfie: InspectedImage, record: CheckRecord): Promise<Step2Checks> {
  const { row, printed, mrz, options } = step;
  const document = await readDocument(ctx, step);
  if (document === null) return noChecks;
  const subject = { submissionId: row.id, idType: row.idType ?? ("universal" as const), final: finalOf({ claimed: null, printed, mrz }), document, selfie };
  return runStep2Checks(ctx, subject, { ...options, koreanIdVerification: false }, record, AbortSignal.timeout(engineDeadlineMs));
}

/**
 * Step 2 of a case whose applicant was asked for the selfie or the proof of address again: that image alone is read, and
 * needed. What passes waits again.
 * @throws {ApiRefusal} as `submitStep2`: Approved and Rejected Period, 72 hours, the image, what the engines' failures say.
 */
export async function answerAgain(ctx: ApiContext, request: Step2Request, step: Step2Case): Promise<Step2Answer> {
  const { row, keys } = step;
  const isSelfie = row.resubmissionKind === "selfieImage";
  await refusePeriods(ctx, ctx.db, step, null);
  if (isStepOver(row.stepClockAt ?? row.createdAt, ctx.now)) throw step2Refusal("exceeded_72hour_limit");
  const bytes = request.files.get(isSelfie ? "faceImage" : "addressImage");
  if (bytes === undefined) throw step2Refusal(isSelfie ? "invalid_payload" : "invalid_address_image");
  const image = await decodeImage(bytes, stepMessage("step2", isSelfie ? "invalid_face_image" : "invalid_address_image"));

  const record = createCheckRecord();
  const checks = isSelfie ? await checkSelfie(ctx, step, image, record) : null;
  const decision: SelfieDecision =
    checks === null ? { outcome: "pending", found: ["address_document"], faceSimilarityScore: null, livenessScore: null } : decideSelfie(checks, step.options);
  if (decision.outcome === "error") throw stepRefusal(decision.error);

  const kind = isSelfie ? ("selfieImage" as const) : ("addressImage" as const);
  const images = await storeImages(ctx, keys.submission, row.id, [{ kind, image }]);
  const answer: Answer = { id: randomUUID(), kind, sent: sentOf(request), checks, record, decision, images };
  return commitStep2(ctx, step, answer.id, images, (tx) => storeAnswer(ctx, tx, step, answer));
}
