import * as z from "zod/mini";

/** `details` of 401 `wrong_credentials`: attempts until the account pauses for 15 minutes. */
export const wrongCredentialsSchema = z.object({ triesLeft: z.int().check(z.minimum(0)) });

/** `details` of 429 `too_many_tries` and of 503. */
export const retryLaterSchema = z.object({ retryAfterSeconds: z.int().check(z.minimum(0)) });

/** `POST /api/session/project`: goes on in another project of the member; the answer is a `Viewer`. */
export const switchProjectSchema = z.object({ slug: z.string().check(z.minLength(1), z.maxLength(100)) });
