import "server-only";
import { stepRefusal } from "@/lib/errors";
import { stepMessage, type StepMessage, type StepName } from "@/lib/kyc/intake/step-codes";
import { readMultipart, type Multipart } from "./read-multipart";

/** The images of the steps, and what is said of one that is too large. */
const tooLarge: Record<string, StepMessage> = {
  idImage: stepMessage("step1", "invalid_id_image"),
  idBackImage: stepMessage("step1", "invalid_id_image"),
  faceImage: stepMessage("step2", "invalid_face_image"),
  addressImage: stepMessage("step2", "invalid_address_image"),
};

/** The parts of a step's request. @throws {ApiRefusal} 413 for an image over its limit; invalid_payload for what cannot be read. */
export async function readStepMultipart(request: Request, step: StepName, images: readonly string[]): Promise<Multipart> {
  const multipart = await readMultipart(request, new Set(images));
  if (!("fault" in multipart)) return multipart;
  const refusal = multipart.fault === "file_too_large" ? tooLarge[multipart.part] : undefined;
  throw refusal === undefined ? stepRefusal(stepMessage(step, "invalid_payload")) : stepRefusal(refusal, 413);
}
