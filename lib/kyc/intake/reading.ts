import { parseCivilDate } from "../civil-date";
import { isCountry } from "../country";
import { fieldNames, genders, type FieldName, type Fields } from "../fields";
import type { Flag } from "../flags";
import { isIdType } from "../id-type";
import { thresholds, type BarcodeFacts, type ReadFields, type TextFacts, type ZoneFacts } from "./checks";

const isoDate = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** A value as the layers hold it; `null` for what no field may hold. A date may be a year, or a year and a month. */
function normalised(field: FieldName, value: string): string | null {
  const text = value.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (text === "") return null;
  switch (field) {
    case "birthDate":
    case "issueDate":
    case "expireDate":
      return isoDate.test(text) && (text.length < 10 || parseCivilDate(text) !== null) ? text : null;
    case "issuingCountry":
    case "nationality":
      return isCountry(text.toUpperCase()) ? text.toUpperCase() : null;
    case "gender":
      return genders.find((gender) => gender === text.toLowerCase()) ?? null;
    case "idType":
      return isIdType(text) ? text : null;
    default:
      return text;
  }
}

/** What an engine read as a layer; fields that it did not give are not known. */
export function layerOf(read: ReadFields): Fields {
  const entries = fieldNames.map((field) => {
    const found = read[field];
    return [field, found === undefined ? null : normalised(field, found.value)];
  });
  return Object.fromEntries(entries) as Fields;
}

/** Two layers as one, the first before the second; `null` when there is none. The `ocr` of the API is print before zone. */
export function mergeLayers(first: Fields | null, second: Fields | null): Fields | null {
  if (first === null || second === null) return first ?? second;
  return Object.fromEntries(fieldNames.map((field) => [field, first[field] ?? second[field]])) as Fields;
}

export interface Readings {
  front: TextFacts | null;
  back: TextFacts | null;
  zone: ZoneFacts | null;
  barcode: BarcodeFacts | null;
}

/** The layers of a document: print (front before back), the zone or the barcode, and what was read of both, print first. */
export function layersOf({ front, back, zone, barcode }: Readings): { printed: Fields | null; mrz: Fields | null; ocr: Fields } {
  const printed = mergeLayers(front === null ? null : layerOf(front.fields), back === null ? null : layerOf(back.fields));
  const machine = mergeLayers(zone?.isWhole ? layerOf(zone.fields) : null, barcode?.isWhole ? layerOf(barcode.fields) : null);
  return { printed, mrz: machine, ocr: mergeLayers(printed, machine) ?? layerOf({}) };
}

/** Fields that print gave with doubt. */
export function doubtfulFields({ front, back }: Pick<Readings, "front" | "back">): Flag[] {
  return fieldNames
    .filter((field) => [front, back].some((side) => (side?.fields[field]?.confidence ?? 100) < thresholds.confidence))
    .map((field): Flag => `low_confidence:${field}`);
}
