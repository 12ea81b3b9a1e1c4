import * as z from "zod/mini";

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

export const preStep2AnswerSchema = z.union([preStep2SuccessSchema, preStep2RetrySchema]);
export type PreStep2Answer = z.infer<typeof preStep2AnswerSchema>;
