import * as z from "zod/mini";
import { stepMessage, type Step2Error, type StepMessage } from "@/lib/kyc/intake/step-codes";

/** `POST /v3/submission/validationaccount`: one won is sent to the account, and the depositor's name begins with a code. */
export const preStep2Schema = z.object({
  submissionId: z.uuid(),
  requestType: z.literal("occupancy"),
  userName: z.string().check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}\p{Cs}]*$/u)),
  /** Three digits. */
  bankCode: z.string().check(z.regex(/^\d{3}$/)),
  /** Digits alone. */
  accountNumber: z.string().check(z.regex(/^\d{4,32}$/)),
});
export type PreStep2Input = z.infer<typeof preStep2Schema>;

export const preStep2SuccessSchema = z.object({ statusCode: z.literal(200), message: z.literal("success"), success: z.literal(true) });

/** A transfer that failed; it counts as a try when the bank refused it. */
export const preStep2RetrySchema = z.object({
  statusCode: z.literal(200),
  message: z.string(),
  retryCode: z.enum(["invalid_bank_code", "invalid_account_number", "transfer_failed"]),
  success: z.literal(false),
  retryCount: z.int(),
});

/** The third try that failed: the rejection, as every step tells it, beside the shape of a retry. */
export const preStep2RejectionSchema = z.extend(preStep2RetrySchema, {
  submissionId: z.uuid(),
  retry: z.array(z.object({ retryCode: z.string(), retryMsg: z.string() })),
  kycStatus: z.literal("rejected"),
  comment: z.array(z.string()),
  commentCode: z.array(z.string()),
});

export const preStep2AnswerSchema = z.union([preStep2SuccessSchema, preStep2RejectionSchema, preStep2RetrySchema]);
export type PreStep2Answer = z.infer<typeof preStep2AnswerSchema>;

const refuse = (code: Step2Error): { refusal: StepMessage } => ({ refusal: stepMessage("step2", code) });

const givenSchema = z.record(z.string(), z.unknown());
const required = ["requestType", "userName", "bankCode", "accountNumber"] as const;

/**
 * Reads a body in the order in which its faults are told: what is no object, the submission's id, what is missing, what has
 * a wrong format (it cannot be parsed: the catalogue has no other word for it at this step).
 */
export function readPreStep2(body: unknown): PreStep2Input | { refusal: StepMessage } {
  const given = givenSchema.safeParse(body);
  if (!given.success) return refuse("invalid_payload");
  const id = preStep2Schema.shape.submissionId.safeParse(given.data["submissionId"]);
  if (!id.success) return refuse("invalid_submission_id");
  if (required.some((name) => given.data[name] === undefined || given.data[name] === null || given.data[name] === "")) return refuse("missing_parameters");
  const input = preStep2Schema.safeParse(given.data);
  return input.success ? { ...input.data, submissionId: input.data.submissionId.toLowerCase() } : refuse("invalid_payload");
}
