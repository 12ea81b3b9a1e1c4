import { canonicalCountry } from "../country";
import type { FieldName } from "../fields";
import type { IdType } from "../id-type";

/** Fields of Step 2 that a document may ask for, by their names on the wire. */
export const documentFields = ["date_of_issue", "date_of_expiry", "identity_number", "document_number", "license_number", "serial_number"] as const;
export type DocumentField = (typeof documentFields)[number];

/** What is known of a kind of document. */
export interface DocumentSpec {
  /** A second image must come with Step 1. */
  hasBack: boolean;
  /** Where its machine-readable zone is (ICAO 9303 parts 4–7); `null` when it has none. */
  zoneSide: "front" | "back" | null;
  /** Where its PDF417 barcode is (AAMVA); `null` when it has none. */
  barcodeSide: "front" | "back" | null;
  /** Fields that it carries: Validation misses what it cannot find of them. */
  fields: readonly FieldName[];
  /** Its text can be read: "AI Supported Only" takes no other. */
  isReadable: boolean;
  /** What Step 2 must bring. */
  required: readonly DocumentField[];
}

type Row = DocumentSpec & { country: string; idType: IdType };

const travelFields: readonly FieldName[] = ["issuingCountry", "fullName", "birthDate", "nationality", "gender", "documentNumber", "expireDate"];
const cardFields: readonly FieldName[] = ["fullName", "birthDate", "documentNumber", "expireDate"];

const unknown: DocumentSpec = { hasBack: false, zoneSide: null, barcodeSide: null, fields: [], isReadable: false, required: [] };
const passport: DocumentSpec = { hasBack: false, zoneSide: "front", barcodeSide: null, fields: [...travelFields, "issueDate"], isReadable: true, required: ["document_number", "date_of_expiry"] };
const europeanCard: DocumentSpec = { hasBack: true, zoneSide: "back", barcodeSide: null, fields: [...cardFields, "nationality"], isReadable: true, required: ["document_number"] };

/** `*` stands for every country that has no row of its own. */
const rows: readonly Row[] = [
  { country: "*", idType: "passport", ...passport },
  { country: "*", idType: "government_id", ...unknown, hasBack: true },
  { country: "*", idType: "drivers_license", ...unknown },
  { country: "*", idType: "residence_permit", ...unknown, hasBack: true },
  { country: "*", idType: "visa", ...unknown },
  { country: "*", idType: "vehicle_registration_certificate", ...unknown },
  { country: "*", idType: "universal", ...unknown, hasBack: true },
  { country: "KOR", idType: "government_id", ...unknown, fields: ["fullName", "identityNumber", "issueDate"], isReadable: true, required: ["identity_number", "date_of_issue"] },
  { country: "KOR", idType: "drivers_license", ...unknown, fields: ["fullName", "identityNumber", "documentNumber", "issueDate", "expireDate"], isReadable: true, required: ["license_number", "identity_number"] },
  { country: "KOR", idType: "residence_permit", ...unknown, fields: ["fullName", "identityNumber", "nationality", "issueDate"], isReadable: true, required: ["identity_number"] },
  { country: "USA", idType: "drivers_license", ...unknown, hasBack: true, barcodeSide: "back", fields: [...cardFields, "issueDate", "gender"], isReadable: true, required: ["document_number"] },
  { country: "IND", idType: "aadhaar", ...unknown, hasBack: true, fields: ["fullName", "birthDate", "identityNumber"], isReadable: true, required: ["identity_number"] },
  { country: "IND", idType: "pancard", ...unknown, fields: ["fullName", "birthDate", "documentNumber"], isReadable: true, required: ["document_number"] },
  ...["DEU", "FIN", "HRV", "LTU", "SVN", "UTO"].map((country): Row => ({ country, idType: "government_id", ...europeanCard })),
];

/** What is expected of a country's type; D is DEU. An unknown kind has no expectations and no reader. */
export function documentSpec(country: string | null, idType: IdType): DocumentSpec {
  const code = country === null ? null : canonicalCountry(country);
  return rows.find((row) => row.country === code && row.idType === idType) ?? rows.find((row) => row.country === "*" && row.idType === idType) ?? unknown;
}

/** A document that its country does not accept any more (`invalid_id`). */
export interface WithdrawnDocument {
  country: string;
  idType: IdType;
  /** Those issued before this day; `null` is every one. */
  issuedBefore: string | null;
}

/** The row that every project begins with: Uzbekistan's internal passports of paper, replaced by ID cards from 2021 on. */
export const seededWithdrawn: readonly WithdrawnDocument[] = [{ country: "UZB", idType: "government_id", issuedBefore: "2021-01-01" }];

export function isWithdrawn(withdrawn: readonly WithdrawnDocument[], country: string | null, idType: IdType, issueDate: string | null): boolean {
  const code = country === null ? null : canonicalCountry(country);
  return withdrawn.some((row) => row.country === code && row.idType === idType && (row.issuedBefore === null || (issueDate !== null && issueDate < row.issuedBefore)));
}
