import * as z from "zod/mini";
import { imageKinds, type ImageKind } from "@/lib/kyc/images";
import { addressParts } from "@/lib/kyc/intake/address";

/** Query of `DELETE /v3/submission`: `admin_name` is the e-mail of an admin. */
export const deleteQuerySchema = z.object({ submission_id: z.uuid(), admin_name: z.string() });

export const deleteAnswerSchema = z.object({ submissionId: z.uuid(), message: z.literal("Success to delete submission.") });
export type DeleteAnswer = z.infer<typeof deleteAnswerSchema>;

/** Parts of an item that can be deleted alone. `id_image` is both sides. */
export const partNames = ["id_image", "selfie_image", "address_image", "data", "OCR_raw", "ocr", "review", "email", "userid", "memo"] as const;
export type PartName = (typeof partNames)[number];

/** Fields of `data` that can be deleted alone, by their names there. */
export const dataFieldNames = [
  "full_name", "gender", "nationality", "date_of_birth", "idcard_issuingCountry", "idcard_issueDate", "idcard_expireDate", "identityNumber", "documentNumber",
  "cf1", "cf2", "cf3", "ip_address", ...addressParts.map((part) => `address_${part}` as const),
] as const;
export type DataFieldName = (typeof dataFieldNames)[number];

/** Names of a person in `data` that are one name in the database. */
const sameName: Record<string, DataFieldName> = { name: "full_name", first_name: "full_name", last_name: "full_name" };

/** Query of `DELETE /v3/submission/partial`: lists, as `fields=email,userid`; `admin_name` (ours) may name who answers for it. */
export const deletePartsQuerySchema = z.object({
  submission_id: z.uuid(),
  fields: z.optional(z.array(z.enum(partNames))),
  data_fields: z.optional(z.array(z.enum(dataFieldNames))),
  admin_name: z.optional(z.string()),
});

export const deletePartsAnswerSchema = z.object({ submissionId: z.uuid(), message: z.literal("Success to delete submission data."), deleted: z.array(z.string()) });
export type DeletePartsAnswer = z.infer<typeof deletePartsAnswerSchema>;

export interface PartsWish {
  parts: PartName[];
  dataFields: DataFieldName[];
}

const listOf = (params: URLSearchParams, name: string) =>
  [...params.getAll(name), ...params.getAll(`${name}[]`)].flatMap((text) => text.split(",")).map((text) => text.trim()).filter((text) => text !== "");

/** What is to be deleted; `unknown` names what no submission has. */
export function readPartsWish(params: URLSearchParams): PartsWish | { unknown: string[] } {
  const [fields, data] = [listOf(params, "fields"), listOf(params, "data_fields").map((name) => sameName[name] ?? name)];
  const parts = partNames.filter((name) => fields.includes(name));
  const dataFields = dataFieldNames.filter((name) => data.includes(name));
  const unknown = [...fields.filter((name) => !parts.some((known) => known === name)), ...data.filter((name) => !dataFields.some((known) => known === name))];
  return unknown.length > 0 ? { unknown } : { parts, dataFields: parts.includes("data") ? [...dataFieldNames] : dataFields };
}

const imagesOf: Partial<Record<PartName, readonly ImageKind[]>> = { id_image: ["idImage", "idBackImage"], selfie_image: ["selfieImage"], address_image: ["addressImage"] };

/** The images among the parts. */
export function imageKindsOf({ parts }: PartsWish): ImageKind[] {
  const wanted = parts.flatMap((part) => imagesOf[part] ?? []);
  return imageKinds.filter((kind) => wanted.includes(kind));
}
