import { fieldNames, type FieldName } from "./fields";
import { ruleNames, type RuleName } from "./rules/rule";

/** Findings of the forensics port: with Validation each is a retry, without it a warning that a case waits with. */
export const imageWarnings = [
  "image_edited", "fake_id", "black_white_document", "recaptured_document", "screen_detected", "image_forgery", "feature_verification_failed",
  "artificial_image", "artificial_text", "text_forgery",
] as const;

/** Checks that can be recorded as not run. */
export const checkNames = [
  "document_detection", "image_inspection", "printed_text", "mrz", "barcode", "forensics", "document_liveness", "face_match", "selfie_liveness",
  "face_duplication", "korean_authenticity",
] as const;
export type CheckName = (typeof checkNames)[number];

/** A reason why a case waits, or a doubt about it; the subject follows the colon. */
export type Flag =
  | `field_mismatch:${FieldName}`
  | `low_confidence:${FieldName}`
  | `warning:${(typeof imageWarnings)[number]}`
  | `not_run:${CheckName}`
  | `rule_hit:${RuleName}`
  | "unsupported_document"
  | "address_document"
  | "korean_id_mismatch"
  | "not_resubmitted";

/** Every flag there is, in the order in which a case lists them: what differs first, what was not run last. */
export const flags: readonly Flag[] = [
  ...ruleNames.map((rule): Flag => `rule_hit:${rule}`),
  ...fieldNames.map((field): Flag => `field_mismatch:${field}`),
  ...fieldNames.map((field): Flag => `low_confidence:${field}`),
  ...imageWarnings.map((warning): Flag => `warning:${warning}`),
  "korean_id_mismatch",
  "unsupported_document",
  "address_document",
  "not_resubmitted",
  ...checkNames.map((check): Flag => `not_run:${check}`),
];

/** Flags by what they have in common: the part before the colon. */
export const flagKinds = [
  "rule_hit", "field_mismatch", "low_confidence", "warning", "korean_id_mismatch", "unsupported_document", "address_document", "not_resubmitted", "not_run",
] as const;
export type FlagKind = (typeof flagKinds)[number];

export function flagKindOf(flag: Flag): FlagKind {
  const [name] = flag.split(":");
  const kind = flagKinds.find((known) => known === name);
  if (kind === undefined) throw new Error("A flag has no kind.");
  return kind;
}

export function isFlag(value: string): value is Flag {
  return flags.some((flag) => flag === value);
}
