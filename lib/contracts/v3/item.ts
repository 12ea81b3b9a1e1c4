import * as z from "zod/mini";
import { fieldsSchema } from "@/lib/contracts/fields";
import { ageGroups } from "@/lib/kyc/age-group";
import { idTypes } from "@/lib/kyc/id-type";
import { imageKinds, resubmissionKinds, type ImageKind } from "@/lib/kyc/images";
import { submissionStatuses } from "@/lib/kyc/review/transitions";

const text = z.nullable(z.string());
const instant = z.nullable(z.iso.datetime());
const idType = z.nullable(z.enum(idTypes));

/** What is known of the person and the document: the final layer, which rules and decisions use. */
export const itemDataSchema = z.object({
  full_name: text,
  /** The same as full_name. */
  name: text,
  first_name: text,
  last_name: text,
  gender: text,
  nationality: text,
  date_of_birth: text,
  age_group: z.enum(ageGroups),
  cf1: text,
  cf2: text,
  cf3: text,
  ip_address: text,
  idType,
  idcard_issuingCountry: text,
  idcard_issueDate: text,
  idcard_expireDate: text,
  identityNumber: text,
  documentNumber: text,
  address_city: text,
  address_country: text,
  address_state: text,
  address_street: text,
  address_street2: text,
  address_zipcode: text,
  address_globalCode: text,
  address_compoundCode: text,
  address_formatted: text,
  address_input: text,
  address_detail: text,
});
export type ItemData = z.infer<typeof itemDataSchema>;

/** One try of Step 1, PreStep2 or Step 2, in their order. Scores are 0–100, `null` where nothing was measured. */
export const itemAttemptSchema = z.object({
  attemptCnt: z.int(),
  livenessScore: z.nullable(z.number()),
  faceSimilarityScore: z.nullable(z.number()),
  retryCode: z.array(z.string()),
  retryMsg: z.array(z.string()),
  /** What the client sent with it beside images; `null` once erased. */
  verificationParams: z.nullable(z.record(z.string(), z.unknown())),
});

/** The result as the outside may know it: until a decision is released, pending. `comment[i]` belongs to `commentCode[i]`. */
export const itemKycSchema = z.object({
  result: z.enum(submissionStatuses),
  comment: z.array(z.string()),
  commentCode: z.array(z.string()),
  /** The image that the applicant is asked to send again, while the result is incomplete for it; `comment` then says why. */
  resubmission: z.optional(z.enum(resubmissionKinds)),
  attempts: z.array(itemAttemptSchema),
});
export type ItemKyc = z.infer<typeof itemKycSchema>;

/** The policy that decided it, else the one in force; with the submission's own `customOptions`. */
export const itemOptionsSchema = z.object({
  option_aml: z.boolean(),
  option_addressData: z.boolean(),
  option_idNumber: z.boolean(),
  option_documentNumber: z.boolean(),
  option_mask_documentNumber: z.boolean(),
  option_mask_idNumber: z.boolean(),
  option_ai_only: z.boolean(),
  /** Days; 0 is off. */
  policy_approvePeriod: z.int(),
  policy_rejectPeriod: z.int(),
  policy_blacklistCountries: z.array(z.string()),
  policy_acceptedID: z.array(z.enum(idTypes)),
  /** Years; `null` is off. */
  policy_ageLimit: z.nullable(z.int()),
});
export type ItemOptions = z.infer<typeof itemOptionsSchema>;

/** Links that open for 15 minutes, without a key. */
export const itemImageSchema = z.object(Object.fromEntries(imageKinds.map((kind) => [kind, z.nullable(z.url())])) as Record<ImageKind, z.ZodMiniNullable<z.ZodMiniURL>>);

/** What belongs to neither the result nor the data. */
const otherParts = {
  /** As the engines answered. */
  OCR_raw: z.nullable(z.unknown()),
  /** As it was read, print before zone. */
  ocr: z.nullable(fieldsSchema),
  /** As the applicant confirmed or typed it. */
  review: z.nullable(fieldsSchema),
  project_options: itemOptionsSchema,
  image: itemImageSchema,
  memo: z.nullable(z.object({ text: z.string(), updated_at: z.iso.datetime() })),
};

const submission_id = z.uuid();

export const itemSchema = z.object({
  submission_id,
  email: text,
  userid: text,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  pending_at: instant,
  kyc_result_at: instant,
  /** E-mail of the member who decided, or "system". */
  reviewer: text,
  data: itemDataSchema,
  kyc: itemKycSchema,
  ...otherParts,
});
export type Item = z.infer<typeof itemSchema>;

/** Items of a `request_type`. No list of sanctions is asked, so `aml` is always `null`. */
export const itemPartSchemas = {
  kyc: z.strictObject({ submission_id, kyc: itemKycSchema }),
  aml: z.strictObject({ submission_id, aml: z.null() }),
  data: z.strictObject({ submission_id, data: itemDataSchema }),
  others: z.strictObject({ submission_id, ...otherParts }),
} as const;

/** `GET /v3/submission`, newest first. `nextpageKey` goes into nextpage_id and nextpage_date; without it this page is the last. */
export const itemPageSchema = z.object({
  Items: z.array(z.union([itemSchema, itemPartSchemas.kyc, itemPartSchemas.aml, itemPartSchemas.data, itemPartSchemas.others])),
  nextpageKey: z.optional(z.object({ id: z.uuid(), created_at: z.iso.datetime() })),
});
export type ItemPage = z.infer<typeof itemPageSchema>;
