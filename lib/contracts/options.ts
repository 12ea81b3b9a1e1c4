import * as z from "zod/mini";
import { ageLimitRange, livenessPipelineNames, periodKeys, rejectedPeriodRange, requestsPerMinuteRange, retryTimeoutRange } from "@/lib/kyc/options";
import { idTypes } from "@/lib/kyc/id-type";
import { isCanonicalCountry } from "@/lib/kyc/country";
import { isTimeZone } from "@/lib/kyc/civil-date";

const days = z.int().check(z.minimum(rejectedPeriodRange.min), z.maximum(rejectedPeriodRange.max));

/** What the browser's preview needs of the policy that a case stands under. */
export const caseOptionsSchema = z.object({
  ageLimit: z.nullable(z.int().check(z.minimum(ageLimitRange.min), z.maximum(ageLimitRange.max))),
  blacklistCountries: z.array(z.string().check(z.refine(isCanonicalCountry, "is no ISO 3166-1 alpha-3 or ICAO 9303 country code"))).check(z.maxLength(300)),
  acceptedIdTypes: z.nullable(z.array(z.enum(idTypes))),
  rejectDuplicateUser: z.boolean(),
  timeZone: z.string().check(z.refine(isTimeZone, "is no IANA time zone")),
});

export type CaseOptions = z.infer<typeof caseOptionsSchema>;

export const projectOptionsSchema = z.object({
  ...caseOptionsSchema.shape,
  rejectedPeriodDays: days,
  rejectedPeriodBy: z.array(z.enum(["ipAddress", "identity"])),
  approvedPeriodDays: days,
  approvedPeriodBy: z.array(z.enum(periodKeys)),
  idCardValidation: z.boolean(),
  aiSupportedOnly: z.boolean(),
  universal: z.boolean(),
  automatedProcessingOnly: z.boolean(),
  automatedRejectionText: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  idLivenessPipelines: z.array(z.enum(livenessPipelineNames)),
  selfieLiveness: z.boolean(),
  faceDuplication: z.boolean(),
  addressCollection: z.boolean(),
  proofOfAddress: z.boolean(),
  bankAuthentication: z.boolean(),
  koreanIdVerification: z.boolean(),
  retryTimeoutHours: z.nullable(z.int().check(z.minimum(retryTimeoutRange.min), z.maximum(retryTimeoutRange.max))),
  reviewer: z.enum(["desk_and_api", "desk_only"]),
  corsOrigins: z.array(z.string().check(z.refine(isOrigin, "is no origin such as https://www.example.com"))).check(z.maxLength(50)),
  ipAllowList: z.array(z.union([z.cidrv4(), z.cidrv6()])).check(z.maxLength(200)),
  requestsPerMinute: z.int().check(z.minimum(requestsPerMinuteRange.min), z.maximum(requestsPerMinuteRange.max)),
});

/** A scheme, a host and perhaps a port, as a browser sends it. */
function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** `GET /api/settings/policy`: versions newest first; the first is in force. */
export const policyVersionSchema = z.object({
  version: z.int(),
  options: projectOptionsSchema,
  author: z.string(),
  authorName: z.string(),
  reason: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

export const policySchema = z.object({ versions: z.array(policyVersionSchema).check(z.minLength(1)) });
export type Policy = z.infer<typeof policySchema>;

/** `PUT /api/settings/policy`: `version` is the one that was edited; another one in force is 409. Options not named stay. */
export const savePolicySchema = z.object({
  version: z.int().check(z.minimum(1)),
  options: z.pick(projectOptionsSchema, { ageLimit: true, blacklistCountries: true, rejectedPeriodDays: true, timeZone: true }),
  reason: z.nullable(z.string().check(z.trim(), z.maxLength(500))),
});
export type SavePolicyInput = z.infer<typeof savePolicySchema>;
