import { z } from "zod";
import { ageLimitRange, rejectedPeriodRange } from "@/lib/kyc/options";
import { idTypes } from "@/lib/kyc/id-type";
import { isCanonicalCountry } from "@/lib/kyc/country";
import { isTimeZone } from "@/lib/kyc/civil-date";

export const projectOptionsSchema = z.object({
  ageLimit: z.int().min(ageLimitRange.min).max(ageLimitRange.max).nullable(),
  blacklistCountries: z.array(z.string().refine(isCanonicalCountry, "is no ISO 3166-1 alpha-3 or ICAO 9303 country code")).max(300),
  rejectedPeriodDays: z.int().min(rejectedPeriodRange.min).max(rejectedPeriodRange.max),
  acceptedIdTypes: z.array(z.enum(idTypes)).nullable(),
  rejectDuplicateUser: z.boolean(),
  timeZone: z.string().refine(isTimeZone, "is no IANA time zone"),
});

/** `GET /api/settings/policy`: versions newest first; the first is in force. */
export const policyVersionSchema = z.object({
  version: z.int(),
  options: projectOptionsSchema,
  author: z.string(),
  authorName: z.string(),
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

export const policySchema = z.object({ versions: z.array(policyVersionSchema).min(1) });
export type Policy = z.infer<typeof policySchema>;

/** `PUT /api/settings/policy`: `version` is the one that was edited; another one in force is 409. Options not named stay. */
export const savePolicySchema = z.object({
  version: z.int().min(1),
  options: projectOptionsSchema.pick({ ageLimit: true, blacklistCountries: true, rejectedPeriodDays: true, timeZone: true }),
  reason: z.string().trim().max(500).nullable(),
});
export type SavePolicyInput = z.infer<typeof savePolicySchema>;
