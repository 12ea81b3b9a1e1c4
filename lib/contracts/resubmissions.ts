import * as z from "zod/mini";
import { resubmissionKinds } from "@/lib/kyc/images";
import { leaseRefSchema } from "./leases";

const version = z.int().check(z.minimum(1));

/** `POST /api/submissions/:id/resubmission`: asks the applicant to send an image again. `codes` are of those that speak of it. */
export const requestResubmissionSchema = z.object({
  version,
  lease: leaseRefSchema,
  kind: z.enum(resubmissionKinds),
  codes: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(32)),
  otherText: z.nullable(z.string().check(z.maxLength(10_000))),
});
export type RequestResubmissionInput = z.infer<typeof requestResubmissionSchema>;

/** `DELETE /api/submissions/:id/resubmission`: takes the request back while nobody has answered it; the case waits again. */
export const withdrawResubmissionSchema = z.object({ version });
export type WithdrawResubmissionInput = z.infer<typeof withdrawResubmissionSchema>;

/** What the applicant is asked for now, and until when. `comments[i]` is what they read for `codes[i]`; none once erased. */
export const resubmissionSchema = z.object({
  kind: z.enum(resubmissionKinds),
  codes: z.array(z.string()),
  comments: z.array(z.string()),
  memberName: z.string(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Resubmission = z.infer<typeof resubmissionSchema>;
