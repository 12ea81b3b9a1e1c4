import * as z from "zod/mini";
import type { FieldChanges } from "@/lib/kyc/review/correction";
import { fullNameOf, namePartsOf } from "@/lib/kyc/name-parts";
import { decidedStatuses, submissionStatuses, type DecidedStatus } from "@/lib/kyc/review/transitions";
import type { Sent } from "./review";

const fieldValue = z.optional(z.nullable(z.string().check(z.maxLength(10_000))));

/** `data` of `PATCH /v3/submission`: one or more of these. */
export const patchDataSchema = z.strictObject({
  kycStatus: z.optional(z.enum(decidedStatuses)),
  idType: fieldValue,
  issuingCountry: fieldValue,
  fullName: fieldValue,
  /** Either with or without lastName, instead of fullName: the part that is not given stays. */
  firstName: fieldValue,
  lastName: fieldValue,
  gender: fieldValue,
  birthDate: fieldValue,
  nationality: fieldValue,
  issueDate: fieldValue,
  expireDate: fieldValue,
  identityNumber: fieldValue,
  documentNumber: fieldValue,
  /** Another name of documentNumber. */
  serialNumber: fieldValue,
});
type PatchData = z.infer<typeof patchDataSchema>;

/** Why an approved submission becomes rejected (ours): the applicant reads it under `other`. */
const reasonSchema = z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(500)));

/** `PATCH /v3/submission`. */
export const patchSchema = z.object({ submissionId: z.uuid(), admin: z.string(), data: patchDataSchema, reason: reasonSchema });

export const patchAnswerSchema = z.object({ submissionId: z.uuid(), message: z.literal("Success to update submission."), kycStatus: z.enum(submissionStatuses) });
export type PatchAnswer = z.infer<typeof patchAnswerSchema>;

export interface PatchInput {
  kycStatus: DecidedStatus | null;
  reason: string | null;
  data: PatchData;
}

/** Whether anything is to be modified, whatever it may be. */
export function hasPatch(sent: Sent): boolean {
  const data = sent["data"];
  return typeof data === "object" && data !== null && !Array.isArray(data) && Object.keys(data).length > 0;
}

/** `null` for what cannot be read: an unknown property, a value of another type, the same fact under two names. */
export function readPatch(sent: Sent): PatchInput | null {
  const data = patchDataSchema.safeParse(sent["data"]);
  const reason = reasonSchema.safeParse(sent["reason"] ?? undefined);
  if (!data.success || !reason.success) return null;
  const { fullName, firstName, lastName, documentNumber, serialNumber, kycStatus } = data.data;
  if (fullName !== undefined && (firstName !== undefined || lastName !== undefined)) return null;
  if (documentNumber !== undefined && serialNumber !== undefined) return null;
  return { kycStatus: kycStatus ?? null, reason: reason.data ?? null, data: data.data };
}

/** The changes of a patch to a submission that has this name. */
export function changesOf({ data }: PatchInput, currentName: string | null): FieldChanges {
  const { kycStatus: _kycStatus, firstName, lastName, serialNumber, ...fields } = data;
  const parts = namePartsOf(currentName);
  const isSplit = firstName !== undefined || lastName !== undefined;
  const fullName = isSplit ? fullNameOf({ firstName: firstName === undefined ? parts.firstName : firstName, lastName: lastName === undefined ? parts.lastName : lastName }) : fields.fullName;
  const number = serialNumber === undefined ? fields.documentNumber : serialNumber;
  return { ...fields, ...(fullName === undefined ? {} : { fullName }), ...(number === undefined ? {} : { documentNumber: number }) };
}
