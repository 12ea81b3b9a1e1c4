import * as z from "zod/mini";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import { isCountry } from "@/lib/kyc/country";
import { genders, type Fields } from "@/lib/kyc/fields";
import { idTypes, isIdType, type IdType } from "@/lib/kyc/id-type";
import type { Address } from "@/lib/kyc/intake/address";
import { documentSpec, type DocumentField } from "@/lib/kyc/intake/document-table";
import { stepMessage, type Step2Error, type StepMessage } from "@/lib/kyc/intake/step-codes";
import type { ProjectOptions } from "@/lib/kyc/options";
import { submissionStatuses } from "@/lib/kyc/review/transitions";

const text = (longest: number) => z.string().check(z.maxLength(longest), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));
const civilDate = z.string().check(z.refine((value) => parseCivilDate(value) !== null, "is no day as YYYY-MM-DD"));

/** The fields of `POST /v3/submission/step2` beside its images, in the order of the reference. */
export const step2FieldsSchema = z.object({
  submissionId: z.uuid(),
  name: text(200),
  date_of_birth: civilDate,
  gender: z.optional(z.enum(genders)),
  nationality: z.optional(z.string().check(z.refine(isCountry, "is no country code"))),
  date_of_issue: z.optional(civilDate),
  date_of_expiry: z.optional(civilDate),
  identity_number: z.optional(text(64)),
  document_number: z.optional(text(64)),
  license_number: z.optional(text(64)),
  serial_number: z.optional(text(64)),
  idType: z.optional(z.enum(idTypes)),
  globalCode: z.optional(text(500)),
  compoundCode: z.optional(text(500)),
  formatted_address: z.optional(text(500)),
  address_input: z.optional(text(500)),
  address_detail: z.optional(text(500)),
  userOccupancyName: z.optional(text(200)),
  userOccupancyCode: z.optional(text(16)),
});
export type Step2Field = keyof z.infer<typeof step2FieldsSchema>;

/** Images of Step 2: JPEG or PNG, up to 2 MB. */
export const step2ImageNames = ["faceImage", "addressImage"] as const;

/** What Step 2 was asked, checked against the project's options and the document of Step 1. */
export interface Step2Input {
  claimed: Fields;
  idType: IdType;
  address: Address;
  bank: { userName: string; code: string } | null;
}

/** `POST /v3/submission/step2`, 200: done. */
export const step2DoneSchema = z.object({
  verificationResult: z.literal("success"),
  faceSimilarityScore: z.nullable(z.number()),
  livenessScore: z.nullable(z.number()),
  kycStatus: z.enum(submissionStatuses),
  retryCount: z.int(),
});

const retrySchema = z.array(z.object({ retryCode: z.string(), retryMsg: z.string() }));

/** 200 of the third try that failed: the shape of an outcome, and beside it that of every step's last try. */
export const step2RejectionSchema = z.extend(step2DoneSchema, {
  submissionId: z.uuid(),
  retry: retrySchema,
  kycStatus: z.literal("rejected"),
  comment: z.array(z.string()),
  commentCode: z.array(z.string()),
});

/** 200 of a try that failed. */
export const step2RetrySchema = z.object({ retry: retrySchema, kycStatus: z.literal("incomplete"), retryCount: z.int() });

export const step2AnswerSchema = z.union([step2RejectionSchema, step2DoneSchema, step2RetrySchema]);
export type Step2Answer = z.infer<typeof step2AnswerSchema>;

type Values = ReadonlyMap<string, string>;
type Refusal = { refusal: StepMessage };

const refuse = (code: Step2Error, variant = 1): Refusal => ({ refusal: stepMessage("step2", code, {}, variant) });
const given = (fields: Values, name: Step2Field) => fields.get(name)?.trim() ?? "";

/** What the submission of Step 1 and the project say of a Step 2. */
export interface Step2Setting {
  issuingCountry: string;
  /** `null` where universal left it open. */
  idType: IdType | null;
  options: ProjectOptions;
}

/** The submission's id, before anything else is looked at. A proof of address comes alone only where it alone was asked for again. */
export function readStep2Id(fields: Values, images: ReadonlySet<string>, needed: (typeof step2ImageNames)[number] = "faceImage"): { submissionId: string } | Refusal {
  if (!images.has(needed)) return refuse("invalid_payload");
  const id = step2FieldsSchema.shape.submissionId.safeParse(given(fields, "submissionId").toLowerCase());
  return id.success ? { submissionId: id.data } : refuse("invalid_submission_id");
}

function hasMalformed(fields: Values): boolean {
  const names = Object.keys(step2FieldsSchema.shape) as Step2Field[];
  return names.some((name) => name !== "idType" && given(fields, name) !== "" && !step2FieldsSchema.shape[name].safeParse(normal(fields, name)).success);
}

function normal(fields: Values, name: Step2Field): string {
  const value = given(fields, name).normalize("NFC").replace(/\s+/gu, " ");
  if (name === "nationality") return value.toUpperCase();
  return name === "gender" ? value.toLowerCase() : value;
}

function readBank(fields: Values): Step2Input["bank"] | Refusal {
  const [userName, code] = [normal(fields, "userOccupancyName"), normal(fields, "userOccupancyCode")];
  return userName === "" || code === "" ? refuse("missing_required_field") : { userName, code };
}

function readAddress(fields: Values): Address {
  const parts = { globalCode: "globalCode", compoundCode: "compoundCode", formatted: "formatted_address", input: "address_input", detail: "address_detail" } as const;
  return Object.fromEntries(Object.entries(parts).flatMap(([part, name]) => (given(fields, name) === "" ? [] : [[part, normal(fields, name)]])));
}

function readIdType(fields: Values, known: IdType | null): IdType | null {
  if (known !== null) return known;
  const value = given(fields, "idType");
  return isIdType(value) && value !== "universal" ? value : null;
}

const isMissing = (fields: Values, name: DocumentField) => given(fields, name) === "";

/**
 * Reads a request of Step 2 in the order in which its faults are told: what cannot be parsed, what is missing, the ID type
 * that universal left open, the address and its proof, the bank. A value of a wrong format cannot be parsed: the
 * catalogue has no other word for it at this step.
 */
export function readStep2(fields: Values, images: ReadonlySet<string>, { issuingCountry, idType: known, options }: Step2Setting): Step2Input | Refusal {
  if (hasMalformed(fields)) return refuse("invalid_payload");
  if (given(fields, "name") === "" || given(fields, "date_of_birth") === "") return refuse("missing_parameters");
  const idType = readIdType(fields, known);
  if (idType === null) return refuse("invalid_idType");
  if (documentSpec(issuingCountry, idType).required.some((name) => isMissing(fields, name))) return refuse("missing_parameters");

  const address = readAddress(fields);
  if (options.addressCollection && !address.globalCode && !address.compoundCode && !address.formatted) return refuse("missing_address");
  if (options.proofOfAddress && !images.has("addressImage")) return refuse("invalid_address_image");
  const bank = options.bankAuthentication ? readBank(fields) : null;
  if (bank !== null && "refusal" in bank) return bank;

  const value = (name: Step2Field) => normal(fields, name) || null;
  return {
    idType,
    address,
    bank,
    claimed: {
      issuingCountry, idType, fullName: value("name"), birthDate: value("date_of_birth"), nationality: value("nationality"), gender: value("gender"),
      documentNumber: value("document_number") ?? value("license_number") ?? value("serial_number"), identityNumber: value("identity_number"),
      issueDate: value("date_of_issue"), expireDate: value("date_of_expiry"),
    },
  };
}

