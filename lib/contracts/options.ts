import * as z from "zod/mini";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import {
  ageLimitRange, flagWeightRange, graceRange, livenessPipelineNames, periodKeys, rejectedPeriodRange, requestsPerMinuteRange, retryTimeoutRange,
  secondApprovalPercentRange, secondApprovals, slaHoursRange,
} from "@/lib/kyc/options";
import { flagKinds } from "@/lib/kyc/flags";
import { idTypes } from "@/lib/kyc/id-type";
import { isAddressBlock, isOrigin } from "@/lib/kyc/intake/access";
import { engineNames, engineOptions } from "@/lib/kyc/intake/engine-ports";
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

const range = ({ min, max }: { min: number; max: number }) => z.int().check(z.minimum(min), z.maximum(max));

/** Times compare as text: both have two digits for the hour. */
const workingHoursSchema = z
  .object({
    days: z.array(range({ min: 1, max: 7 })).check(z.minLength(1), z.maxLength(7)),
    from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is no time such as 09:00")),
    to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "is no time such as 18:00")),
  })
  .check(z.refine(({ from, to }) => from < to, "end before they begin"));

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
  automatedRejectionText: z.string().check(z.trim(), z.minLength(1), z.refine((text) => countCharacters(text) <= otherTextLimit, `is longer than ${otherTextLimit} characters`)),
  idLivenessPipelines: z.array(z.enum(livenessPipelineNames)),
  selfieLiveness: z.boolean(),
  faceDuplication: z.boolean(),
  addressCollection: z.boolean(),
  proofOfAddress: z.boolean(),
  bankAuthentication: z.boolean(),
  koreanIdVerification: z.boolean(),
  retryTimeoutHours: z.nullable(z.int().check(z.minimum(retryTimeoutRange.min), z.maximum(retryTimeoutRange.max))),
  graceSeconds: range(graceRange),
  secondApproval: z.enum(secondApprovals),
  secondApprovalPercent: range(secondApprovalPercentRange),
  flagWeights: z.partialRecord(z.enum(flagKinds), range(flagWeightRange)),
  slaHours: z.nullable(range(slaHoursRange)),
  slaWorkingHours: z.nullable(workingHoursSchema),
  slaHolidayCountry: z.nullable(z.string().check(z.refine(isCanonicalCountry, "is no ISO 3166-1 alpha-3 code"))),
  reviewer: z.enum(["desk_and_api", "desk_only"]),
  corsOrigins: z.array(z.string().check(z.refine(isOrigin, "is no origin such as https://www.example.com"))).check(z.maxLength(50)),
  ipAllowList: z.array(z.string().check(z.refine(isAddressBlock, "is no block of addresses such as 203.0.113.0/24"))).check(z.maxLength(200)),
  requestsPerMinute: z.int().check(z.minimum(requestsPerMinuteRange.min), z.maximum(requestsPerMinuteRange.max)),
});

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

/** Of each option that needs engines, those that are not configured: it can be switched on when the list is empty. */
const missingEnginesSchema = z.record(z.enum(engineOptions), z.array(z.enum(engineNames)));

export const policySchema = z.object({ versions: z.array(policyVersionSchema).check(z.minLength(1)), missingEngines: missingEnginesSchema });
export type Policy = z.infer<typeof policySchema>;

/** `details` of 422 `engine_missing`: the options that cannot be switched on, and what each lacks. */
export const engineMissingSchema = z.object({ options: z.array(z.object({ option: z.enum(engineOptions), engines: z.array(z.enum(engineNames)) })) });
export type EngineMissing = z.infer<typeof engineMissingSchema>;

/**
 * `PUT /api/settings/policy`: `version` is the one that was edited; another one in force is 409. Options not named stay.
 * Accepting no type at all and an Approved Period that looks at nothing are no policy.
 */
export const savePolicySchema = z.object({
  version: z.int().check(z.minimum(1)),
  options: z.partial(
    z.extend(projectOptionsSchema, {
      acceptedIdTypes: z.nullable(z.array(z.enum(idTypes)).check(z.minLength(1))),
      approvedPeriodBy: z.array(z.enum(periodKeys)).check(z.minLength(1)),
    }),
  ),
  reason: z.nullable(z.string().check(z.trim(), z.maxLength(500))),
});
export type SavePolicyInput = z.infer<typeof savePolicySchema>;
