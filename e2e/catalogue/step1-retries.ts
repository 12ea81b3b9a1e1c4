import type { OperationName } from "@/lib/engines/contract";
import type { Finding } from "@/lib/kyc/intake/checks";
import type { Fields } from "@/lib/kyc/fields";
import type { Step1Retry } from "@/lib/kyc/intake/step-codes";
import { americanLicence, card, koreanCard, passport, readAs, type Document } from "./documents";
import type { StepRow } from "./row";

type Seen = Partial<Record<OperationName, Record<string, unknown>>>;

/** A Step 1 with a document of which the engines see this. */
const shown = (document: Document, seen: { front?: Seen; back?: Seen }): StepRow["reach"] => (story) => {
  for (const side of ["front", "back"] as const)
    for (const [operation, facts] of Object.entries(seen[side] ?? {})) story.engine(operation as OperationName, side, { facts });
  return story.step1(document);
};

const options = { idCardValidation: true };
const found = (code: Finding & Step1Retry): StepRow<Step1Retry> => ({ code, options, reach: shown(passport, { front: { findForgery: { findings: [code] } } }) });
/** Neither print nor zone of a passport has the field. */
const missing = (code: Step1Retry, field: keyof Fields): StepRow<Step1Retry> => ({
  code, options, reach: shown(passport, { front: { readText: readAs({ [field]: null }), readZone: readAs({ [field]: null }) } }),
});

export const step1Retries: readonly StepRow<Step1Retry>[] = [
  { code: "mrz_protocol_fail", reach: shown(passport, { front: { readZone: { isWhole: false } } }) },
  { code: "barcode_protocol_fail", reach: shown(americanLicence, { back: { readBarcode: { isWhole: false } } }) },
  { code: "invalid_back_document", options, reach: shown(card, { back: { detectDocument: { side: "front" } } }) },
  { code: "document_country_mismatch", options, reach: shown(card, { back: { detectDocument: { country: "DEU" } } }) },
  { code: "document_expired", options, reach: shown(passport, { front: { findForgery: { isExpired: true } } }) },
  { code: "document_name_mismatch", options, reach: shown(card, { back: { readText: readAs({ fullName: "Lee Jiho" }) } }) },
  { code: "document_dob_mismatch", options, reach: shown(card, { back: { readText: readAs({ birthDate: "1994-05-13" }) } }) },
  missing("missing_expiry_date", "expireDate"),
  missing("missing_issue_date", "issueDate"),
  missing("missing_birth_date", "birthDate"),
  missing("missing_document_number", "documentNumber"),
  { code: "missing_personal_number", options, reach: shown(koreanCard, { front: { readText: readAs({ issuingCountry: "KOR", identityNumber: null }) } }) },
  missing("missing_name", "fullName"),
  { code: "glare_detected", options, reach: shown(passport, { front: { inspectImage: { glare: 21 } } }) },
  found("recaptured_document"),
  found("screen_detected"),
  found("image_forgery"),
  found("feature_verification_failed"),
  found("image_edited"),
  found("fake_id"),
  found("artificial_image"),
  found("artificial_text"),
  found("text_forgery"),
  { code: "check_digit_failed", options, reach: shown(passport, { front: { readZone: { checkDigits: "invalid" } } }) },
  { code: "image_too_blurry", options, reach: shown(passport, { front: { inspectImage: { sharpness: 29 } } }) },
  found("black_white_document"),
  { code: "physical_document_missing", options, reach: shown(passport, { front: { readText: { isUpright: false } } }) },
  { code: "expired_id", options, reach: shown(passport, { front: { readText: readAs({ expireDate: "2020-01-09" }) } }) },
  {
    code: "Id_livness_fail",
    values: { "#pipelines": "Screen replay, Replace portraits" },
    options: { idLivenessPipelines: ["screenReplay", "paperPrinted", "replacePortraits"] },
    reach: shown(passport, { front: { checkDocumentLiveness: { screenReplay: 49, paperPrinted: 50, replacePortraits: 0 } } }),
  },
];
