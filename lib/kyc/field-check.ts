import { parseCivilDate, type CivilDate } from "./civil-date";
import { isCountry, nearestCountry } from "./country";
import { genders, type FieldName } from "./fields";
import { isIdType } from "./id-type";

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

/** Why a value was refused: `code` and `params` for the reader's language, `message` in English. It never quotes the value. */
export interface Refusal {
  code: FieldErrorCode;
  /** `max` of too_long, `nearest` (a country code) of not_a_country. */
  params: { max?: number; nearest?: string };
  message: string;
}

export type Checked = { value: string } | { refusal: Refusal };

/** Characters that a full name, and a document or identity number, may have. */
const nameLimit = 200;
const numberLimit = 64;

/** Trimmed, NFC, spaces collapsed. */
export const collapse = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim();

export function refuse(code: FieldErrorCode, message: string, params: Refusal["params"] = {}): { refusal: Refusal } {
  return { refusal: { code, message, params } };
}

/** Text of one line that can be shown: no control, no turn of direction, no half of a surrogate pair. */
export function checkText(value: string, max: number): Checked {
  if ([...value].length > max) return refuse("too_long", `takes at most ${max} characters`, { max });
  if (/\p{C}/u.test(value)) return refuse("not_printable", "has a character that cannot be printed");
  return { value };
}

function checkName(value: string): Checked {
  const text = checkText(value, nameLimit);
  return "refusal" in text || /\p{L}/u.test(value) ? text : refuse("no_letters", "has no letters");
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

function checkChoice(value: string, isChoice: (choice: string) => boolean, refusal: { refusal: Refusal }): Checked {
  const choice = value.toLowerCase();
  return isChoice(choice) ? { value: choice } : refusal;
}

/** Whether a field may have this value, which is collapsed and not empty; codes in the letters in which they are stored. The same for what is imported and what is corrected. */
export function checkField(field: FieldName, value: string, today: CivilDate): Checked {
  switch (field) {
    case "fullName":
      return checkName(value);
    case "birthDate":
      return checkDate(value, today);
    case "issueDate":
    case "expireDate":
      return checkDate(value, null);
    case "issuingCountry":
    case "nationality":
      return checkCountry(value);
    case "gender":
      return checkChoice(value, (choice) => genders.some((gender) => gender === choice), refuse("not_a_gender", "is female or male, or empty"));
    case "idType":
      return checkChoice(value, isIdType, refuse("not_an_id_type", "is no ID type of the public API"));
    case "documentNumber":
    case "identityNumber":
      return checkText(value, numberLimit);
  }
}
