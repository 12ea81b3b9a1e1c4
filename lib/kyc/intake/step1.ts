import type { CivilDate } from "../civil-date";
import type { Fields } from "../fields";
import { flags as allFlags, type CheckName, type Flag } from "../flags";
import type { IdType } from "../id-type";
import { livenessPipelineNames, livenessPipelines, type ProjectOptions } from "../options";
import { evaluate, factsOf, hitsOf } from "../rules/evaluate";
import type { Facts, RuleHit, RuleResult } from "../rules/rule";
import {
  factsOfCheck, thresholds, type BarcodeFacts, type Check, type DetectionFacts, type DocumentLivenessFacts, type ForensicsFacts, type InspectionFacts, type TextFacts,
  type ZoneFacts,
} from "./checks";
import { documentSpec, isWithdrawn, type WithdrawnDocument } from "./document-table";
import { doubtfulFields, layersOf } from "./reading";
import { stepMessage, type Step1Error, type Step1Retry, type StepMessage } from "./step-codes";
import { validate } from "./validation";

/** A check of each side; `null` where no back came. */
export interface Sides<Facts> {
  front: Check<Facts>;
  back: Check<Facts> | null;
}

/** What the engines said of a try of Step 1. */
export interface Step1Checks {
  detection: Sides<DetectionFacts>;
  inspection: Sides<InspectionFacts>;
  text: Sides<TextFacts>;
  /** Of the side where the document has it; `null` where it has none. */
  zone: Check<ZoneFacts> | null;
  barcode: Check<BarcodeFacts> | null;
  forensics: Sides<ForensicsFacts>;
  documentLiveness: Check<DocumentLivenessFacts>;
}

export interface Step1Facts {
  /** As given. */
  issuingCountry: string;
  idType: IdType;
  /** Under the submission's custom options. */
  options: ProjectOptions;
  withdrawn: readonly WithdrawnDocument[];
  /** The day in the project's time zone. */
  today: CivilDate;
}

/** What was read, and what of it may be doubted. */
export interface Step1Reading {
  /** Universal is answered by what detection saw, else it stays to be said in Step 2 (`null`). */
  idType: IdType | null;
  printed: Fields | null;
  mrz: Fields | null;
  ocr: Fields;
  flags: Flag[];
  /** What the rules were asked about. */
  facts: Facts;
  results: RuleResult[];
}

export type Step1Decision =
  | { outcome: "error"; error: StepMessage<Step1Error> }
  | { outcome: "retry"; retries: StepMessage<Step1Retry>[] }
  | ({ outcome: "rejected"; hits: RuleHit[] } & Step1Reading)
  | ({ outcome: "success" } & Step1Reading);

const error = (code: Step1Error): Step1Decision => ({ outcome: "error", error: stepMessage("step1", code) });
const sidesOf = <Facts>({ front, back }: Sides<Facts>): Check<Facts>[] => (back === null ? [front] : [front, back]);
const hasFailed = <Facts>(sides: Sides<Facts>) => sidesOf(sides).some((check) => check.outcome === "error");
/** A side that nobody looked at is a check that was not run, whatever was said of the other. */
const isMissing = <Facts>(sides: Sides<Facts>) => sidesOf(sides).some((check) => check.outcome === "not_available");
const factsOfSides = <Facts>(sides: Sides<Facts>) => ({ front: factsOfCheck(sides.front), back: factsOfCheck(sides.back) });

/** Failures of what must have worked: in the order of the steps, the first one is the answer. */
function failureOf(checks: Step1Checks, { options }: Step1Facts): Step1Error | null {
  const { detection, inspection, text, zone, barcode, forensics, documentLiveness } = checks;
  if (hasFailed(detection)) return "id_detection_error";
  if (sidesOf(detection).some((check) => check.outcome === "ok" && !check.facts.isId)) return "not_an_id";
  if (hasFailed(inspection) || hasFailed(text) || zone?.outcome === "error" || barcode?.outcome === "error") return "id_image_error";
  if (options.idCardValidation && hasFailed(forensics)) return "id_validation_error";
  if (options.idLivenessPipelines.length > 0 && documentLiveness.outcome === "error") return "id_liveness_error";
  return null;
}

/** Checks that an option asks for and that nobody could run: with nobody to look either, an answer would be a guess. */
function isBlind(checks: Step1Checks, { options }: Step1Facts): Step1Error | null {
  if (!options.automatedProcessingOnly) return null;
  const { detection, inspection, text, forensics } = checks;
  if (options.idCardValidation && [detection, inspection, text, forensics].some((sides) => isMissing<unknown>(sides))) return "id_validation_error";
  return options.idLivenessPipelines.length > 0 && checks.documentLiveness.outcome === "not_available" ? "id_liveness_error" : null;
}

function livenessRetry({ documentLiveness }: Step1Checks, { options }: Step1Facts): StepMessage<Step1Retry>[] {
  const scores = factsOfCheck(documentLiveness);
  if (scores === null) return [];
  const bad = livenessPipelineNames.filter((name) => options.idLivenessPipelines.includes(name) && scores[name] < thresholds.idLiveness);
  return bad.length === 0 ? [] : [stepMessage("step1", "Id_livness_fail", { pipelines: bad.map((name) => livenessPipelines[name]) })];
}

function notRun(checks: Step1Checks, { options }: Step1Facts): CheckName[] {
  const { detection, inspection, text, zone, barcode, forensics, documentLiveness } = checks;
  const missing: [CheckName, boolean][] = [
    ["document_detection", isMissing(detection)],
    ["image_inspection", options.idCardValidation && isMissing(inspection)],
    ["printed_text", isMissing(text)],
    ["mrz", zone?.outcome === "not_available"],
    ["barcode", barcode?.outcome === "not_available"],
    ["forensics", options.idCardValidation && isMissing(forensics)],
    ["document_liveness", options.idLivenessPipelines.length > 0 && documentLiveness.outcome === "not_available"],
  ];
  return missing.filter(([, is]) => is).map(([name]) => name);
}

function retriesOf(checks: Step1Checks, facts: Step1Facts, { idType, ocr }: Step1Reading): StepMessage<Step1Retry>[] {
  const spec = documentSpec(facts.issuingCountry, idType ?? facts.idType);
  const codes: Step1Retry[] = [];
  const [zone, barcode] = [factsOfCheck(checks.zone), factsOfCheck(checks.barcode)];
  if (zone !== null && !zone.isWhole) codes.push("mrz_protocol_fail");
  if (barcode !== null && !barcode.isWhole) codes.push("barcode_protocol_fail");
  if (facts.options.idCardValidation) {
    const [forensics, inspected, text] = [factsOfSides(checks.forensics), factsOfSides(checks.inspection), factsOfSides(checks.text)];
    codes.push(
      ...validate({
        spec, detected: factsOfSides(checks.detection), inspected: [inspected.front, inspected.back], text, zone, forensics: [forensics.front, forensics.back], ocr,
        wasRead: text.front !== null || text.back !== null, today: facts.today,
      }),
    );
  }
  return [...codes.map((code) => stepMessage("step1", code)), ...livenessRetry(checks, facts)];
}

/** Universal is what detection saw; `null` when it saw no kind. */
export function idTypeOf({ detection }: Pick<Step1Checks, "detection">, idType: IdType): IdType | null {
  if (idType !== "universal") return idType;
  const seen = factsOfCheck(detection.front)?.idType ?? null;
  return seen === "universal" ? null : seen;
}

/** What was read of print, and of the zone or the barcode. */
export function layersOfStep1(checks: Pick<Step1Checks, "text" | "zone" | "barcode">) {
  return layersOf({ ...factsOfSides(checks.text), zone: factsOfCheck(checks.zone), barcode: factsOfCheck(checks.barcode) });
}

function readingOf(checks: Step1Checks, facts: Step1Facts): Step1Reading {
  const text = factsOfSides(checks.text);
  const layers = layersOfStep1(checks);
  const idType = idTypeOf(checks, facts.idType);
  const ruleFacts = factsOf({ issuingCountry: facts.issuingCountry, birthDate: layers.ocr.birthDate, idType });
  const forensics = [checks.forensics.front, checks.forensics.back].flatMap((check) => factsOfCheck(check)?.findings ?? []);
  const isSupported = documentSpec(facts.issuingCountry, idType ?? facts.idType).isReadable;
  const wanted = new Set<Flag>([
    ...notRun(checks, facts).map((check): Flag => `not_run:${check}`),
    ...doubtfulFields(text),
    ...forensics.map((finding): Flag => `warning:${finding}`),
    ...(isSupported ? [] : (["unsupported_document"] as const)),
  ]);
  return { idType, ...layers, flags: allFlags.filter((flag) => wanted.has(flag)), facts: ruleFacts, results: evaluate(ruleFacts, facts.options, facts.today) };
}

/**
 * Decides a try of Step 1 from what the engines said: errors first (they are thrown by the caller and count for nothing),
 * then every retry of the try together, then the automatic rules. Duplicates are looked for in Step 2, when the identity is known.
 */
export function decideStep1(checks: Step1Checks, facts: Step1Facts): Step1Decision {
  const failure = failureOf(checks, facts) ?? isBlind(checks, facts);
  if (failure !== null) return error(failure);

  const reading = readingOf(checks, facts);
  if (facts.options.aiSupportedOnly && reading.flags.includes("unsupported_document")) return error("ocr_fail");
  if (isWithdrawn(facts.withdrawn, facts.issuingCountry, reading.idType ?? facts.idType, reading.ocr.issueDate)) return error("invalid_id");

  const retries = retriesOf(checks, facts, reading);
  if (retries.length > 0) return { outcome: "retry", retries };

  const hits = hitsOf(reading.results);
  return hits.length > 0 ? { outcome: "rejected", hits, ...reading } : { outcome: "success", ...reading };
}
