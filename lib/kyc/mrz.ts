import { toMrzLetters } from "./mrz-letters";

const weights = [7, 3, 1] as const;

function valueOf(character: string): number {
  if (character === "<") return 0;
  if (/^[0-9]$/.test(character)) return Number(character);
  if (/^[A-Z]$/.test(character)) return character.charCodeAt(0) - 55;
  throw new RangeError("a machine-readable zone has A to Z, 0 to 9 and < only");
}

/**
 * The check digit of ICAO 9303 part 3 section 4.9: weights 7, 3, 1, modulo 10.
 * @throws {RangeError} for a character that no zone has.
 */
export function checkDigit(text: string): string {
  const sum = [...text].reduce((total, character, index) => total + valueOf(character) * (weights[index % 3] ?? 1), 0);
  return String(sum % 10);
}

/** What a zone says. Dates are `YYYY-MM-DD`; a birth date may lack month or day. Countries as the document writes them. */
export interface MrzData {
  issuingCountry: string;
  surname: string;
  /** Empty for a holder with one name only. */
  givenNames: string;
  documentNumber: string;
  nationality: string;
  birthDate: string;
  gender: "female" | "male" | null;
  expireDate: string;
  /** The optional data: 14 characters in a passport, 15 on a card (11 more in its second line). */
  personalNumber: string | null;
}

const pad = (text: string, length: number) => text.padEnd(length, "<");
const inLetters = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "<");
const withDigit = (text: string) => text + checkDigit(text);
const sexOf = (gender: MrzData["gender"]) => (gender === "female" ? "F" : gender === "male" ? "M" : "<");

/** @throws {RangeError} when the text has no room: cutting a number would make it another one. */
function fit(text: string, length: number, what: string): string {
  const letters = inLetters(text);
  if (letters.length > length) throw new RangeError(`${what} has more than ${length} characters`);
  return pad(letters, length);
}

/** `YYMMDD`; an unknown month or day is two fillers (part 3 section 4.8). */
function shortDate(date: string): string {
  const [year = "", month = "<<", day = "<<"] = date.split("-");
  return `${year.slice(2)}${month}${day}`;
}

/** Surname, two fillers, given names. What is too long is cut, but the given names keep a letter (part 4 section 4.2.3). */
function nameField({ surname, givenNames }: MrzData, length: number): string {
  const primary = toMrzLetters(surname);
  const secondary = toMrzLetters(givenNames);
  if (secondary === "") return pad(primary.slice(0, length), length);
  const room = length - 3;
  return pad(`${primary.slice(0, room)}<<${secondary}`.slice(0, length), length);
}

/**
 * The two lines of 44 of a passport (ICAO 9303 part 4). Without a personal number the filler stands for its check digit.
 * @throws {RangeError} for a document number of more than 9 characters or a personal number of more than 14.
 */
export function formatTd3(data: MrzData): [string, string] {
  const number = withDigit(fit(data.documentNumber, 9, "the document number"));
  const birth = withDigit(shortDate(data.birthDate));
  const expiry = withDigit(shortDate(data.expireDate));
  const personal = data.personalNumber === null ? pad("", 15) : withDigit(fit(data.personalNumber, 14, "the personal number"));
  const second = `${number}${fit(data.nationality, 3, "the nationality")}${birth}${sexOf(data.gender)}${expiry}${personal}`;

  return [
    `P<${fit(data.issuingCountry, 3, "the issuing country")}${nameField(data, 39)}`,
    second + checkDigit(number + birth + expiry + personal),
  ];
}

/** A longer number runs on into the optional data, the filler standing for the check digit (part 5 section 4.2.2, note j). */
function td1Number(documentNumber: string): { field: string; overflow: string } {
  const number = inLetters(documentNumber);
  if (number.length <= 9) return { field: withDigit(pad(number, 9)), overflow: "" };
  return { field: `${number.slice(0, 9)}<`, overflow: `${number.slice(9)}${checkDigit(number)}<` };
}

/**
 * The three lines of 30 of an ID card (ICAO 9303 part 5).
 * @throws {RangeError} when the numbers have no room.
 */
export function formatTd1(data: MrzData): [string, string, string] {
  const { field, overflow } = td1Number(data.documentNumber);
  const optional = fit(overflow + (data.personalNumber ?? ""), 15, "the optional data");
  const birth = withDigit(shortDate(data.birthDate));
  const expiry = withDigit(shortDate(data.expireDate));
  const first = `I<${fit(data.issuingCountry, 3, "the issuing country")}${field}${optional}`;
  const second = `${birth}${sexOf(data.gender)}${expiry}${fit(data.nationality, 3, "the nationality")}${pad("", 11)}`;

  return [first, second + checkDigit(first.slice(5) + birth + expiry + second.slice(18)), nameField(data, 30)];
}
