import * as z from "zod/mini";
import { ageLimitRange, rejectedPeriodRange } from "@/lib/kyc/options";
import { idTypes } from "@/lib/kyc/id-type";
import { isCanonicalCountry } from "@/lib/kyc/country";
import { isTimeZone } from "@/lib/kyc/civil-date";

export const projectOptionsSchema = z.object({
  ageLimit: z.nullable(z.int().check(z.minimum(ageLimitRange.min), z.maximum(ageLimitRange.max))),
  blacklistCountries: z.array(z.string().check(z.refine(isCanonicalCountry, "is no ISO 3166-1 alpha-3 or ICAO 9303 country code"))).check(z.maxLength(300)),
  rejectedPeriodDays: z.int().check(z.minimum(rejectedPeriodRange.min), z.maximum(rejectedPeriodRange.max)),
  acceptedIdTypes: z.nullable(z.array(z.enum(idTypes))),
  rejectDuplicateUser: z.boolean(),
  timeZone: z.string().check(z.refine(isTimeZone, "is no IANA time zone")),
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

export const policySchema = z.object({ versions: z.array(policyVersionSchema).check(z.minLength(1)) });
export type Policy = z.infer<typeof policySchema>;

/** `PUT /api/settings/policy`: `version` is the one that was edited; another one in force is 409. Options not named stay. */
export const savePolicySchema = z.object({
  version: z.int().check(z.minimum(1)),
  options: z.pick(projectOptionsSchema, { ageLimit: true, blacklistCountries: true, rejectedPeriodDays: true, timeZone: true }),
  reason: z.nullable(z.string().check(z.trim(), z.maxLength(500))),
});
export type SavePolicyInput = z.infer<typeof savePolicySchema>;
