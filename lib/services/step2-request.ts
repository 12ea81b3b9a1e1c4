import "server-only";
import type { Database } from "@/db";
import { hasAttempt } from "@/db/queries/attempts";
import { findImage } from "@/db/queries/images";
import { isUniqueViolation } from "@/db/violations";
import type { Step2Answer } from "@/lib/contracts/v3/step2";
import type { EngineImage } from "@/lib/engines/engines";
import { stepRefusal } from "@/lib/errors";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import type { ApiContext } from "./context";
import type { Step2Case } from "./step2-case";
import { discardImages, imagePurpose, type NewImage } from "./store-image";
import { wasCommitted } from "./was-committed";

/** A request of Step 2, as it came. */
export interface Step2Request {
  fields: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, Buffer>;
}

/** What was sent beside the images; the code of the transfer is a secret between the bank and the applicant. */
export const sentOf = ({ fields }: Step2Request) => Object.fromEntries([...fields].filter(([name]) => name !== "userOccupancyCode"));

/** The image of the ID as it was received; null where only its back was imported. */
export async function readDocument(ctx: ApiContext, { row, keys }: Step2Case): Promise<EngineImage | null> {
  const image = await findImage(ctx.db, ctx.projectId, row.id, "idImage");
  if (image === null) return null;
  const sealed = await ctx.storage.get(image.originalKey);
  return { contentType: image.contentType, bytes: keys.submission.open(sealed, imagePurpose(image.id, "original")) };
}

/** One transaction; files that it certainly did not keep are taken back. */
export async function commitStep2(ctx: ApiContext, step: Step2Case, attemptId: string, images: readonly NewImage[], write: (tx: Database) => Promise<Step2Answer>): Promise<Step2Answer> {
  let answer: Step2Answer | null = null;
  try {
    return await ctx.db.transaction(async (tx) => (answer = await write(tx)));
  } catch (error) {
    const isThere = answer === null ? false : await wasCommitted(ctx, (tx) => hasAttempt(tx, ctx.projectId, attemptId));
    if (isThere && answer !== null) return answer;
    if (isThere === false) await discardImages(ctx.storage, images);
    if (isUniqueViolation(error, "submissions_one_open_per_email_key")) throw stepRefusal(stepMessage("step1", "reviewing", { email: step.row.email ?? "" }));
    throw error;
  }
}
