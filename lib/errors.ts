import type { ConflictReason } from "./contracts/errors";
import type { StepMessage } from "./kyc/intake/step-codes";

/** An answer other than success that a service gives on purpose. Its message is for people and names no personal data. */
export class AppError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503,
    readonly errorCode: string,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The request cannot be understood; `fields` says which part and what to do. */
export class BadInputError extends AppError {
  constructor(message: string, fields: { path: string; message: string }[] = []) {
    super(400, "bad_input", message, { fields });
  }
}

export class UnauthenticatedError extends AppError {
  constructor() {
    super(401, "unauthenticated", "Sign in to go on.");
  }
}

export class ForbiddenError extends AppError {
  constructor(message = "Your role does not allow this.") {
    super(403, "forbidden", message);
  }
}

/** The same answer for what does not exist and what belongs to another project. */
export class NotFoundError extends AppError {
  constructor(what: string) {
    super(404, "not_found", `${what} was not found.`);
  }
}

/** The state meanwhile forbids the write; nothing was written. */
export class ConflictError extends AppError {
  constructor(reason: ConflictReason, message: string, details?: unknown) {
    super(409, reason, message, details);
  }
}

/** Well formed, but not allowed for this case: `code_not_available`, `not_editable`. */
export class UnprocessableError extends AppError {
  constructor(errorCode: string, message: string, details?: unknown) {
    super(422, errorCode, message, details);
  }
}

/** A refusal of the public API: its status and body are a contract with clients, to the letter. Thrown, it rolls back. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: 400 | 403 | 409 | 413 | 415 | 422 | 429,
    readonly body: Record<string, unknown>,
    readonly headers: Record<string, string> = {},
  ) {
    super(typeof body["errorCode"] === "string" ? body["errorCode"] : `status ${status}`);
    this.name = "ApiRefusal";
  }
}

/** A 400 of Step 1, PreStep2 or Step 2. */
export function stepRefusal({ code, message }: StepMessage, status: 400 | 413 = 400): ApiRefusal {
  return new ApiRefusal(status, { errorCode: code, message, errors: [{ code, message }] });
}

/** A 400 of the calls that name a member; `faults` say what of the request is meant. */
export function adminRefusal(message: string, faults: { code: string; message: string }[] = []): ApiRefusal {
  return new ApiRefusal(400, { message, statusCode: 400, ...(faults.length > 0 ? { errors: faults } : {}) });
}
