import type { ReadFields } from "@/lib/kyc/intake/checks";
import type { Fields } from "@/lib/kyc/fields";
import { defaultPerson, readFields } from "../engine-facts";

/** A document, as an applicant names it. */
export interface Document {
  issuingCountry: string;
  idType: string;
  hasBack?: true;
}

/** Utopia's, which has a machine-readable zone. */
export const passport: Document = { issuingCountry: "UTO", idType: "passport" };
/** Of two sides, the back with a machine-readable zone. */
export const card: Document = { issuingCountry: "UTO", idType: "government_id", hasBack: true };
/** Of two sides, the back with a PDF417 barcode. */
export const americanLicence: Document = { issuingCountry: "USA", idType: "drivers_license", hasBack: true };
/** Carries a resident registration number. */
export const koreanCard: Document = { issuingCountry: "KOR", idType: "government_id" };
/** Nothing is known of how to read it. */
export const utopianLicence: Document = { issuingCountry: "UTO", idType: "drivers_license" };
/** Withdrawn when it was issued before 2021. */
export const uzbekCard: Document = { issuingCountry: "UZB", idType: "government_id", hasBack: true };
export const universal: Document = { issuingCountry: "UTO", idType: "universal", hasBack: true };

/** What is read of a document that says otherwise than the double's default. */
export const readAs = (changed: Partial<Fields>): { fields: ReadFields } => ({ fields: readFields({ ...defaultPerson, issuingCountry: "UTO", ...changed }) });
