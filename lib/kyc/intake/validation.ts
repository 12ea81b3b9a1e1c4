import { canonicalCountry } from "../country";
import type { FieldName, Fields } from "../fields";
import { isSameValue } from "../review/compare";
import { thresholds, type DetectionFacts, type Finding, type ForensicsFacts, type InspectionFacts, type TextFacts, type ZoneFacts } from "./checks";
import type { DocumentSpec } from "./document-table";
import { layerOf } from "./reading";
import type { Step1Retry } from "./step-codes";

/** What "ID CARD: Validation" looks at; `null` is a side that did not come or a check that was not run. */
export interface ValidationFacts {
  spec: DocumentSpec;
  detected: { front: DetectionFacts | null; back: DetectionFacts | null };
  inspected: (InspectionFacts | null)[];
  text: { front: TextFacts | null; back: TextFacts | null };
  zone: ZoneFacts | null;
  forensics: (ForensicsFacts | null)[];
  ocr: Fields;
  /** Whether anything read fields at all: what nobody looked for is not missing. */
  wasRead: boolean;
  today: string;
}

const missingCodes: readonly [FieldName, Step1Retry][] = [
  ["expireDate", "missing_expiry_date"],
  ["issueDate", "missing_issue_date"],
  ["birthDate", "missing_birth_date"],
  ["documentNumber", "missing_document_number"],
  ["identityNumber", "missing_personal_number"],
  ["fullName", "missing_name"],
];

function sidesDisagree({ detected: { front, back }, text, spec }: ValidationFacts): Step1Retry[] {
  const codes: Step1Retry[] = [];
  const isOtherSide = front?.side === "back" || back?.side === "front";
  const isOtherDocument = front !== null && back !== null && front.idType !== null && back.idType !== null && front.idType !== back.idType;
  if ((spec.hasBack || back !== null) && (isOtherSide || isOtherDocument)) codes.push("invalid_back_document");
  if (text.front === null || text.back === null) return codes;

  const [one, other] = [layerOf(text.front.fields), layerOf(text.back.fields)];
  const differs = (field: FieldName, inZone = false) => one[field] !== null && other[field] !== null && !isSameValue(field, one[field], other[field], inZone);
  if (differs("issuingCountry")) codes.push("document_country_mismatch");
  if (differs("fullName", true)) codes.push("document_name_mismatch");
  if (differs("birthDate")) codes.push("document_dob_mismatch");
  return codes;
}

function countriesDisagree({ front, back }: ValidationFacts["detected"]): boolean {
  const [one, other] = [front?.country ?? null, back?.country ?? null];
  return one !== null && other !== null && (canonicalCountry(one) ?? one) !== (canonicalCountry(other) ?? other);
}

/** An engine's word first; without it the printed date against today. Never both. */
function expiry({ detected, forensics, ocr, today }: ValidationFacts): Step1Retry[] {
  if ([detected.front, detected.back, ...forensics].some((facts) => facts?.isExpired)) return ["document_expired"];
  return ocr.expireDate !== null && ocr.expireDate.length === 10 && ocr.expireDate < today ? ["expired_id"] : [];
}

function picture({ inspected, text }: ValidationFacts): Step1Retry[] {
  const codes: Step1Retry[] = [];
  const seen = inspected.filter((facts) => facts !== null);
  if (seen.some((facts) => facts.glare > thresholds.glare)) codes.push("glare_detected");
  if (seen.some((facts) => facts.sharpness < thresholds.sharpness)) codes.push("image_too_blurry");
  if ([text.front, text.back].some((facts) => facts !== null && !facts.isUpright)) codes.push("physical_document_missing");
  return codes;
}

/** The retries of Validation, each once; the caller sorts them. */
export function validate(facts: ValidationFacts): Step1Retry[] {
  const codes = new Set<Step1Retry>([...sidesDisagree(facts), ...expiry(facts), ...picture(facts)]);
  if (countriesDisagree(facts.detected)) codes.add("document_country_mismatch");
  if (facts.zone?.isWhole && facts.zone.checkDigits === "invalid") codes.add("check_digit_failed");
  for (const finding of facts.forensics.flatMap((each): Finding[] => each?.findings ?? [])) codes.add(finding);
  if (facts.wasRead) for (const [field, code] of missingCodes) if (facts.spec.fields.includes(field) && facts.ocr[field] === null) codes.add(code);
  return [...codes];
}
