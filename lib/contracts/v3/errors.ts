import * as z from "zod/mini";

/** The 400 of Step 1, PreStep2 and Step 2: the older shape with the newer one beside it. */
export const stepErrorSchema = z.object({
  errorCode: z.string(),
  message: z.string(),
  errors: z.array(z.object({ code: z.string(), message: z.string() })).check(z.length(1)),
});
export type StepErrorBody = z.infer<typeof stepErrorSchema>;

/** The 400 of the calls that name a member. */
export const adminErrorSchema = z.object({ message: z.string(), statusCode: z.literal(400) });

/** 403 without a right key, and from an address that is not on the allow-list ("explicit deny"). */
export const forbiddenSchema = z.object({ message: z.enum(["Forbidden", "explicit deny"]) });
