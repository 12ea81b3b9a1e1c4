import * as z from "zod/mini";
import { imageKinds } from "@/lib/kyc/images";
import { submissionIdSchema } from "@/lib/contracts/submissions";

/** Query of `GET /v3/submission/image`, as the links of an item have it: 200 is the picture as JPEG. */
export const imageLinkQuerySchema = z.object({
  submission_id: submissionIdSchema,
  kind: z.enum(imageKinds),
  /** Seconds since 1970. */
  expires: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(99_999_999_999)),
  signature: z.string().check(z.regex(/^[\w-]{43}$/)),
});
export type ImageLinkQuery = z.infer<typeof imageLinkQuerySchema>;
