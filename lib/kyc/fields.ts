/**
 * The fields that an agent sees and corrects, in the order of the screen. Values are text as it stands on the wire:
 * dates `YYYY-MM-DD` (a document may give a year, or year and month, alone), countries as given (ISO 3166-1 alpha-3 or
 * ICAO 9303 part 3 section 5), gender `male` or `female`, an {@link IdType}. `null` is "not known", never "empty".
 */
export const fieldNames = [
  "issuingCountry",
  "fullName",
  "birthDate",
  "nationality",
  "gender",
  "documentNumber",
  "identityNumber",
  "issueDate",
  "expireDate",
  "idType",
] as const;

export type FieldName = (typeof fieldNames)[number];
export type Fields = Record<FieldName, string | null>;

/** Numbers are encrypted at rest; every other field is stored plain and set to null by erasure. */
export type NumberFieldName = Extract<FieldName, "documentNumber" | "identityNumber">;
export type PlainFieldName = Exclude<FieldName, NumberFieldName>;
export type PlainFields = Record<PlainFieldName, string | null>;
export type NumberFields = Record<NumberFieldName, string | null>;

/** What the desk knows of a field besides its final value: typed by the applicant, read from print, read from the MRZ. */
export const layerNames = ["claimed", "printed", "mrz"] as const;
export type LayerName = (typeof layerNames)[number];

export const genders = ["female", "male"] as const;
