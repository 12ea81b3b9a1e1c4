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

/** The parts of a step's request. @throws {ApiRefusal} 413 for an image, a field or a number of parts over its limit; invalid_payload for what cannot be read. */
export async function readStepMultipart(request: Request, step: StepName, images: readonly string[]): Promise<Multipart> {
  const multipart = await readMultipart(request, new Set(images));
  if (!("fault" in multipart)) return multipart;
  const unreadable = stepMessage(step, "invalid_payload");
  if (multipart.fault === "file_too_large") throw stepRefusal(tooLarge[multipart.part] ?? unreadable, 413);
  throw stepRefusal(unreadable, multipart.fault === "too_many_parts" || multipart.fault === "field_too_large" ? 413 : 400);
}
