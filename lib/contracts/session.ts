import { z } from "zod";

/** `details` of 401 `wrong_credentials`: attempts until the account pauses for 15 minutes. */
export const wrongCredentialsSchema = z.object({ triesLeft: z.int().min(0) });

/** `details` of 429 `too_many_tries` and of 503. */
export const retryLaterSchema = z.object({ retryAfterSeconds: z.int().min(0) });

/** `POST /api/session/project`: goes on in another project of the member; the answer is a `Viewer`. */
export const switchProjectSchema = z.object({ slug: z.string().min(1).max(100) });
