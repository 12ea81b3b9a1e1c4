import * as z from "zod/mini";
import { fieldsSchema } from "@/lib/contracts/fields";
import { isCountry } from "@/lib/kyc/country";
import { idTypes, isIdType, type IdType } from "@/lib/kyc/id-type";
import type { CustomOptions } from "@/lib/kyc/intake/custom-options";
import { documentSpec } from "@/lib/kyc/intake/document-table";
import { stepMessage, type Step1Error, type StepMessage } from "@/lib/kyc/intake/step-codes";
import { submissionStatuses } from "@/lib/kyc/review/transitions";

const text = (longest: number) => z.string().check(z.maxLength(longest), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));

/** `customOptions`: JSON text. The first four may only be `false`. */
export const customOptionsSchema = z.strictObject({
  blacklistCountries: z.optional(z.literal(false)),
  approvePeriod: z.optional(z.literal(false)),
  rejectPeriod: z.optional(z.literal(false)),
  ageLimit: z.optional(z.literal(false)),
  rejectDuplicateUser: z.optional(z.boolean()),
});

/** The fields of `POST /v3/submission/step1` beside its images, in the order of the reference. */
export const step1FieldsSchema = z.object({
  issuingCountry: z.string(),
  email: z.string(),
  idType: z.enum(idTypes),
  submissionId: z.optional(z.uuid()),
  userid: z.optional(text(128)),
  cf1: z.optional(text(500)),
  cf2: z.optional(text(500)),
  cf3: z.optional(text(500)),
  customOptions: z.optional(z.string()),
});

/** Images of Step 1: JPEG or PNG, up to 2 MB. */
export const step1ImageNames = ["idImage", "idBackImage"] as const;

/** What Step 1 was asked, checked. */
export interface Step1Input {
  /** As given, in capitals. */
  issuingCountry: string;
  email: string;
  idType: IdType;
  submissionId: string | null;
  userid: string | null;
  customFields: (string | null)[];
  customOptions: CustomOptions;
}

/** `POST /v3/submission/step1`, 200. */
export const step1SuccessSchema = z.object({
  submissionId: z.uuid(),
  verificationResult: z.literal("success"),
  kycStatus: z.enum(submissionStatuses),
  retryCount: z.int(),
  ocr: fieldsSchema,
});

const retrySchema = z.array(z.object({ retryCode: z.string(), retryMsg: z.string() }));

/** 200 of a try that failed; with the third one the rejection. */
export const step1RetrySchema = z.object({
  submissionId: z.uuid(),
  retry: retrySchema,
  kycStatus: z.enum(["incomplete", "rejected"]),
  retryCount: z.int(),
  comment: z.optional(z.array(z.string())),
  commentCode: z.optional(z.array(z.string())),
});

/** 200 of an automatic rejection by a rule. */
export const step1RejectionSchema = z.object({
  submissionId: z.uuid(),
  kycStatus: z.literal("rejected"),
  retryCount: z.int(),
  comment: z.array(z.string()),
  commentCode: z.array(z.string()),
});

export const step1AnswerSchema = z.union([step1SuccessSchema, step1RetrySchema, step1RejectionSchema]);
export type Step1Answer = z.infer<typeof step1AnswerSchema>;

type Fields = ReadonlyMap<string, string>;
type Refusal = { refusal: StepMessage };

const refuse = (code: Step1Error, parameters?: string[], variant = 1): Refusal => ({ refusal: stepMessage("step1", code, { parameters }, variant) });
const given = (fields: Fields, name: string) => fields.get(name)?.trim() ?? "";
const emailSchema = z.email().check(z.maxLength(254));

function readCustomOptions(json: string): CustomOptions | null {
  if (json === "") return {};
  try {
    const parsed = customOptionsSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Parameters whose format is wrong, in the order of the reference. */
function malformed(fields: Fields): string[] {
  const texts = step1FieldsSchema.shape;
  const isRight: Record<string, (value: string) => boolean> = {
    issuingCountry: (value) => isCountry(value.toUpperCase()),
    submissionId: (value) => texts.submissionId.safeParse(value).success,
    userid: (value) => texts.userid.safeParse(value).success,
    cf1: (value) => texts.cf1.safeParse(value).success,
    cf2: (value) => texts.cf2.safeParse(value).success,
    cf3: (value) => texts.cf3.safeParse(value).success,
    customOptions: (value) => readCustomOptions(value) !== null,
  };
  return Object.keys(isRight).filter((name) => given(fields, name) !== "" && !isRight[name]?.(given(fields, name)));
}

/** Universal: Korean IDs name their type always; while it is on, everyone else says universal. */
function refuseType(issuingCountry: string, idType: IdType, isUniversalOn: boolean): Refusal | null {
  if (issuingCountry === "KOR") return idType === "universal" ? refuse("invalid_idType", undefined, 2) : null;
  if (!isUniversalOn) return idType === "universal" ? refuse("invalid_idType", undefined, 1) : null;
  return idType === "universal" ? null : refuse("invalid_idType", undefined, 3);
}

/**
 * Reads a request of Step 1 in the order in which its faults are told: payload, parameters, formats, ID type, universal.
 * `images`: names of the image parts that came.
 */
export function readStep1(fields: Fields, images: ReadonlySet<string>, { universal }: { universal: boolean }): Step1Input | Refusal {
  if (!images.has("idImage")) return refuse("invalid_payload");
  if (["issuingCountry", "email", "idType"].some((name) => given(fields, name) === "")) return refuse("missing_parameters");
  const wrong = malformed(fields);
  if (wrong.length > 0) return refuse("invalid_input_format", wrong);
  if (!emailSchema.safeParse(given(fields, "email")).success) return refuse("invalid_email");

  const [issuingCountry, idType] = [given(fields, "issuingCountry").toUpperCase(), given(fields, "idType")];
  if (!isIdType(idType)) return refuse("invalid_id_type");
  const refusal = refuseType(issuingCountry, idType, universal);
  if (refusal) return refusal;
  if (!images.has("idBackImage") && documentSpec(issuingCountry, idType).hasBack) return refuse("missing_parameters", undefined, idType === "universal" ? 2 : 1);

  return {
    issuingCountry,
    email: given(fields, "email"),
    idType,
    submissionId: given(fields, "submissionId").toLowerCase() || null,
    userid: given(fields, "userid") || null,
    customFields: ["cf1", "cf2", "cf3"].map((name) => given(fields, name) || null),
    customOptions: readCustomOptions(given(fields, "customOptions")) ?? {},
  };
}
