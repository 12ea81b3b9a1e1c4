import "server-only";
import { findCurrentOptions } from "@/db/queries/project-options";
import type { EngineImage } from "@/lib/engines/engines";
import { adminRefusal, AppError } from "@/lib/errors";
import type { Flag } from "@/lib/kyc/flags";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import { engineDeadlineMs } from "./check-record";
import type { AdminContext } from "./client-admin";

/**
 * Puts another selfie of a submission into the index, in the place of the one before; while the face duplication check is
 * off the one before is forgotten. Outside of transactions, and before the one that stores the selfie. The flag that the
 * case then carries: an index that is not configured is a check that did not run.
 * @throws {ApiRefusal} face_validation_error when the indexing failed.
 * @throws {AppError} 503 when the face before could not be forgotten.
 */
export async function indexSelfie(ctx: AdminContext, submissionId: string, selfie: EngineImage): Promise<Flag[]> {
  const { options } = await findCurrentOptions(ctx.db, ctx.projectId);
  const [subject, signal] = [{ projectId: ctx.projectId, submissionId }, AbortSignal.timeout(engineDeadlineMs)];
  if (!options.faceDuplication) {
    const { check } = await ctx.engines.forgetFace(subject, signal);
    if (check.outcome === "error") throw new AppError(503, "face_not_forgotten", "The face before could not be taken out of the index. Send the image again.");
    return [];
  }
  const { check } = await ctx.engines.indexFace(selfie, subject, signal);
  if (check.outcome === "error") {
    const { code, message } = stepMessage("step2", "face_validation_error", {}, 2);
    throw adminRefusal(message, [{ code, message }]);
  }
  return check.outcome === "not_available" ? ["not_run:face_duplication"] : [];
}
