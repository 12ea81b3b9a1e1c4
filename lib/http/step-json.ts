import "server-only";
import * as z from "zod/mini";
import { AppError, stepRefusal } from "@/lib/errors";
import { stepMessage } from "@/lib/kyc/intake/step-codes";
import { readJson } from "./read-json";

/** The JSON body of PreStep2, whatever it is. @throws {ApiRefusal} invalid_payload for what is no JSON; 413 over 64 kB. */
export async function readStepJson(request: Request): Promise<unknown> {
  return readJson(request, z.unknown()).catch((error: unknown) => {
    throw error instanceof AppError ? stepRefusal(stepMessage("step2", "invalid_payload"), error.status === 413 ? 413 : 400) : error;
  });
}
