import "server-only";
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { ErrorBody } from "@/lib/contracts/errors";
import { retryLaterSchema } from "@/lib/contracts/session";
import { describeError } from "@/lib/describe-error";
import { AppError, BadInputError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { isDataFault, isOutage } from "./error-kinds";
import { jsonResponse } from "./json-response";

/**
 * The one place where errors become answers. What nobody foresaw is logged under an id, without its message (drivers put
 * values into theirs), and the answer carries the id.
 */
export function errorResponse(error: unknown): Response {
  if (error instanceof AppError) return answer(error);
  if (error instanceof z.core.$ZodError) return answer(badInput(error));

  if (isOutage(error)) {
    logger().error(describeError(error), "the database did not answer");
    return answer(new AppError(503, "database_unavailable", "The database does not answer. Nothing was written.", { retryAfterSeconds: 2 }));
  }
  if (isDataFault(error)) {
    logger().warn(describeError(error), "the database refused a value");
    return answer(new BadInputError("A value of this request cannot be stored."));
  }
  const errorId = randomUUID();
  logger().error({ errorId, ...describeError(error) }, "unexpected error");
  const body: ErrorBody = { errorCode: "unexpected_error", message: "Something went wrong here. Nothing was written.", details: { errorId } };
  return jsonResponse(body, { status: 500 });
}

function badInput(error: z.core.$ZodError): BadInputError {
  const fields = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  return new BadInputError("Some values of this request cannot be used.", fields);
}

function answer({ status, errorCode, message, details }: AppError): Response {
  const body: ErrorBody = details === undefined ? { errorCode, message } : { errorCode, message, details };
  const later = retryLaterSchema.safeParse(details);
  const headers: Record<string, string> = later.success ? { "retry-after": later.data.retryAfterSeconds.toString() } : {};
  return jsonResponse(body, { status, headers });
}
