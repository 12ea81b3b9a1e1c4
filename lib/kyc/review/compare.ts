import { canonicalCountry } from "../country";
import { fieldNames, type FieldName, type Fields, type LayerName } from "../fields";
import { mrzSpellings } from "../mrz-letters";
import { segmentsOf, type Segment } from "./segments";

export interface ComparedCell {
  /**
   * `same` and `differs`: against the claim. `alone`: a value, and no claim to hold it against. `none`: the layer has no
   * value. `not_run`: there is no such layer.
   */
  state: "same" | "differs" | "alone" | "none" | "not_run";
  value: string | null;
  segments: Segment[];
}

export interface ComparedRow {
  field: FieldName;
  /** Two layers have a value, and they are not the same. */
  differs: boolean;
  claimed: ComparedCell;
  printed: ComparedCell;
  mrz: ComparedCell;
  final: string | null;
}

export type Layers = Record<LayerName, Fields | null> & { final: Fields };

/** The words of a name without their order: a zone begins with the surname, a form often ends with it. */
const words = (name: string) => name.split(/[<\s,]+/).filter((word) => word !== "").sort().join(" ");

function isSameName(a: string, b: string, inZone: boolean): boolean {
  if (!inZone) return a.normalize("NFC").replace(/\s+/gu, " ").trim().toUpperCase() === b.normalize("NFC").replace(/\s+/gu, " ").trim().toUpperCase();
  const spellings = new Set(mrzSpellings(a).map(words));
  return mrzSpellings(b).map(words).some((spelling) => spellings.has(spelling));
}

/**
 * Whether two values of a field say the same. D and DEU do; numbers are held against each other without spaces, dots,
 * slashes and hyphens; a name from a zone has lost case, accents and order (Birutė is BIRUTE, Müller is MUELLER).
 */
export function isSameValue(field: FieldName, a: string, b: string, inZone = false): boolean {
  switch (field) {
    case "issuingCountry":
    case "nationality":
      return (canonicalCountry(a) ?? a) === (canonicalCountry(b) ?? b);
    case "documentNumber":
    case "identityNumber":
      return a.replace(/[\s./<-]/g, "").toUpperCase() === b.replace(/[\s./<-]/g, "").toUpperCase();
    case "fullName":
      return isSameName(a, b, inZone);
    default:
      return a === b;
  }
}

function compareCell(field: FieldName, fields: Fields | null, reference: string | null, inZone: boolean): ComparedCell {
  if (fields === null) return { state: "not_run", value: null, segments: [] };
  const value = fields[field];
  if (value === null) return { state: "none", value, segments: [] };
  if (reference === null) return { state: "alone", value, segments: [{ text: value, differs: false }] };
  if (isSameValue(field, value, reference, inZone)) return { state: "same", value, segments: [{ text: value, differs: false }] };
  return { state: "differs", value, segments: segmentsOf(value, reference) };
}

function compareRow(field: FieldName, layers: Layers): ComparedRow {
  const claim = layers.claimed?.[field] ?? null;
  const print = layers.printed?.[field] ?? null;

  const printed = compareCell(field, layers.printed, claim, false);
  const mrz = compareCell(field, layers.mrz, claim ?? print, true);
  const rival = printed.state === "differs" ? print : mrz.state === "differs" ? mrz.value : null;
  const claimed = compareCell(field, layers.claimed, rival, printed.state !== "differs");

  return { field, differs: rival !== null, claimed, printed, mrz, final: layers.final[field] };
}

/**
 * A row a field, what differs first. The claim is held against what was read from print and from the machine-readable
 * zone; without a claim those two against each other. A claimed cell without a rival is `alone`.
 */
export function compareFields(layers: Layers): ComparedRow[] {
  const rows = fieldNames.map((field) => compareRow(field, layers));
  return [...rows.filter((row) => row.differs), ...rows.filter((row) => !row.differs)];
}

/** The fields whose layers disagree, in the order of the screen. */
export function differingFields(layers: Layers): FieldName[] {
  return compareFields(layers)
    .filter((row) => row.differs)
    .map((row) => row.field);
}

/** The fields whose layers disagree and whose final value is still the claimed one: nobody has corrected them. */
export function openDifferences(layers: Layers): FieldName[] {
  return differingFields(layers).filter((field) => layers.final[field] === (layers.claimed?.[field] ?? null));
}
