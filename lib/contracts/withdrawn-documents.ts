import * as z from "zod/mini";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import { isCanonicalCountry } from "@/lib/kyc/country";
import { idTypes } from "@/lib/kyc/id-type";

const withdrawnDocumentSchema = z.object({
  id: z.uuid(),
  country: z.string(),
  idType: z.enum(idTypes),
  /** Those issued before this day; `null` is every one. */
  issuedBefore: z.nullable(z.iso.date()),
});
export type WithdrawnDocument = z.infer<typeof withdrawnDocumentSchema>;

/** `GET /api/settings/withdrawn-documents`, by country and type, and the answer of every write to them. */
export const withdrawnDocumentsSchema = z.object({ documents: z.array(withdrawnDocumentSchema) });
export type WithdrawnDocuments = z.infer<typeof withdrawnDocumentsSchema>;

/** `POST /api/settings/withdrawn-documents`. One rule a country and type: a second one is 409. */
export const addWithdrawnDocumentSchema = z.object({
  country: z.string().check(z.refine(isCanonicalCountry, "is no ISO 3166-1 alpha-3 or ICAO 9303 country code")),
  idType: z.enum(idTypes),
  issuedBefore: z.nullable(z.string().check(z.refine((text) => parseCivilDate(text) !== null, "is no date as YYYY-MM-DD"))),
});
export type AddWithdrawnDocumentInput = z.infer<typeof addWithdrawnDocumentSchema>;

export const withdrawnDocumentParamsSchema = z.object({ documentId: z.uuid() });
