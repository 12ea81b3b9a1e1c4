import "server-only";
import { stepRefusal } from "@/lib/errors";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import type { StepMessage } from "@/lib/kyc/intake/step-codes";

/** An image of a request. @throws {ApiRefusal} with the step's code when it is no whole JPEG or PNG; 413 when it is too large. */
export async function decodeImage(bytes: Buffer, refusal: StepMessage): Promise<InspectedImage> {
  const image = await inspectImage(bytes);
  if ("fault" in image) throw stepRefusal(refusal, image.fault === "too_large" ? 413 : 400);
  return image;
}
