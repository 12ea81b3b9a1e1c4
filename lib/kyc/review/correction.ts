import { parseCivilDate, type CivilDate } from "../civil-date";
import { isCountry, nearestCountry } from "../country";
import { fieldNames, genders, type FieldName, type Fields } from "../fields";
import { isIdType } from "../id-type";
import { isNameEditable, nameScript } from "../name-script";

export type FieldErrorCode =
  | "required"
  | "too_long"
  | "not_printable"
  | "no_letters"
  | "not_editable"
  | "not_a_date"
  | "in_future"
  | "not_a_country"
  | "not_a_gender"
  | "not_an_id_type";

/** A value that was refused: `code` and `params` for the reader's language, `message` in English. It never quotes the value. */
export interface FieldError {
  path: FieldName;
  code: FieldErrorCode;
  /** `max` of too_long, `nearest` (a country code) of not_a_country. */
  params: { max?: number; nearest?: string };
  message: string;
}

export type FieldChanges = Partial<Fields>;

type Refusal = Omit<FieldError, "path">;
type Checked = { value: string | null } | { refusal: Refusal };

/** Characters that a full name, and a document or identity number, may have. */
export const nameLimit = 200;
export const numberLimit = 64;

/** Fields that may not be emptied: the person, and what the rules read. Whatever is wrong is corrected, not removed. */
const required: readonly FieldName[] = ["fullName", "birthDate", "issuingCountry", "idType"];

const collapse = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim();

function refuse(code: FieldErrorCode, message: string, params: FieldError["params"] = {}): { refusal: Refusal } {
  return { refusal: { code, message, params } };
}

function checkText(value: string, max: number): Checked {
  if ([...value].length > max) return refuse("too_long", `takes at most ${max} characters`, { max });
  if (/\p{C}/u.test(value)) return refuse("not_printable", "has a character that cannot be printed");
  return { value };
}

function checkName(value: string, current: string | null): Checked {
  const text = checkText(value, nameLimit);
  if ("refusal" in text) return text;
  if (!/\p{L}/u.test(value)) return refuse("no_letters", "has no letters");
  if (!isNameEditable(current) || nameScript(value) === "other")
    return refuse("not_editable", "is in a script that may not be corrected: only Latin and Hangul may");
  return { value };
}

function checkDate(value: string, latest: CivilDate | null): Checked {
  const date = parseCivilDate(value);
  if (date === null) return refuse("not_a_date", "is no date that exists: write it as YYYY-MM-DD");
  if (latest !== null && date > latest) return refuse("in_future", "lies in the future");
  return { value };
}

function checkCountry(value: string): Checked {
  const code = value.toUpperCase();
  if (isCountry(code)) return { value: code };
  const nearest = nearestCountry(value);
  return refuse("not_a_country", `is no ISO 3166-1 alpha-3 or ICAO 9303 country code: the nearest is ${nearest}`, { nearest });
}

function checkField(field: FieldName, value: string, current: Fields, today: CivilDate): Checked {
  switch (field) {
    case "fullName":
      return checkName(value, current.fullName);
    case "birthDate":
      return checkDate(value, today);
    case "issueDate":
    case "expireDate":
      return checkDate(value, null);
    case "issuingCountry":
    case "nationality":
      return checkCountry(value);
    case "gender":
      return genders.some((gender) => gender === value) ? { value } : refuse("not_a_gender", "is female or male, or empty");
    case "idType":
      return isIdType(value) ? { value } : refuse("not_an_id_type", "is no ID type of the public API");
    case "documentNumber":
    case "identityNumber":
      return checkText(value, numberLimit);
  }
}

function checkChange(field: FieldName, raw: string | null, current: Fields, today: CivilDate): Checked {
  const value = collapse(raw ?? "");
  if (value === (current[field] ?? "")) return { value: current[field] };
  if (value !== "") return checkField(field, value, current, today);
  return required.includes(field) ? refuse("required", "may not be empty") : { value: null };
}

/**
 * Normalises what an agent typed (trimmed, NFC, spaces collapsed; empty is "not known") and drops what changes nothing.
 * One refused value and none of the changes stands. A document's dates may contradict each other: that is for the agent
 * to judge, as is whether a rule hits.
 */
export function parseChanges(changes: FieldChanges, current: Fields, today: CivilDate): { fields: FieldChanges } | { errors: FieldError[] } {
  const fields: FieldChanges = {};
  const errors: FieldError[] = [];

  for (const path of fieldNames) {
    const raw = changes[path];
    if (raw === undefined) continue;
    const checked = checkChange(path, raw, current, today);
    if ("refusal" in checked) errors.push({ path, ...checked.refusal });
    else if (checked.value !== current[path]) fields[path] = checked.value;
  }
  return errors.length > 0 ? { errors } : { fields };
}
