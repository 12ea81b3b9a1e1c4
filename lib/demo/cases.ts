import type { Fields } from "@/lib/kyc/fields";
import type { Flag } from "@/lib/kyc/flags";
import { toMrzLetters } from "@/lib/kyc/mrz-letters";
import { people, type Person } from "./people";

export type DemoFate =
  | { kind: "pending" }
  | { kind: "incomplete"; retryCount: number }
  | { kind: "approved" }
  | { kind: "rejected"; codes: string[]; otherText: string | null }
  | { kind: "erased" };

/** One submission of the demo: who, when it came (minutes before now), what was typed and read, and what became of it. */
export interface DemoCase {
  seed: number;
  person: Person;
  email: string;
  minutesAgo: number;
  document: { documentNumber: string; personalNumber: string | null; issueDate: string; expireDate: string };
  claimed: Fields;
  printed: Fields | null;
  mrz: Fields | null;
  flags: Flag[];
  retryCount: number;
  hasSelfie: boolean;
  hasAddress: boolean;
  fate: DemoFate;
}

const digits = (seed: number, length: number) => String((seed * 7_919_993 + 104_729) % 10 ** length).padStart(length, "0");
const emailOf = (person: Person, index: number) => `${toMrzLetters(person.given).split("<")[0]?.toLowerCase() || "applicant"}.${index + 1}@example.com`;

function documentOf(person: Person, seed: number): DemoCase["document"] {
  const year = 2017 + (seed % 8);
  const month = String(1 + (seed % 12)).padStart(2, "0");
  return {
    documentNumber: `${String.fromCharCode(65 + (seed % 26))}${digits(seed, 8)}`,
    personalNumber: person.country === "KOR" || seed % 3 === 0 ? digits(seed + 17, 11) : null,
    issueDate: `${year}-${month}-11`,
    expireDate: `${year + 10}-${month}-10`,
  };
}

function printedFields(person: Person, document: DemoCase["document"]): Fields {
  return {
    issuingCountry: person.country, fullName: `${person.given} ${person.surname}`, birthDate: person.birthDate, nationality: person.country === "D" ? "D" : person.country,
    gender: person.gender, documentNumber: document.documentNumber, identityNumber: document.personalNumber, issueDate: document.issueDate,
    expireDate: document.expireDate, idType: person.idType,
  };
}

function mrzFields(person: Person, printed: Fields): Fields {
  const letters = (name: string) => toMrzLetters(name).replaceAll("<", " ");
  return { ...printed, fullName: `${letters(person.given)} ${letters(person.surname)}`, issueDate: null };
}

const hasOtherLetters = (name: string) => /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name);
const swapped = (date: string) => (Number(date.slice(8)) <= 12 ? `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}` : `${date.slice(0, 8)}${String((Number(date.slice(8)) % 28) + 1).padStart(2, "0")}`);

/** What the applicant typed: mostly what stands on the document, sometimes not. */
function claimedFields(person: Person, printed: Fields, seed: number): Fields {
  const claimed = { ...printed, fullName: hasOtherLetters(person.name) || seed % 4 === 0 ? person.name : printed.fullName };
  if (seed % 9 === 4) claimed.birthDate = swapped(person.birthDate);
  if (seed % 11 === 5) claimed.issuingCountry = person.country === "HRV" ? "HUN" : "UTO";
  if (seed % 10 === 7) claimed.documentNumber = printed.documentNumber?.replace(/0/, "O").replace(/1$/, "7") ?? null;
  return claimed;
}

function doubtsOf(person: Person, seed: number): Flag[] {
  const doubts: Flag[] = [];
  if (seed % 6 === 1) doubts.push("low_confidence:fullName");
  if (seed % 7 === 3) doubts.push("warning:image_edited");
  if (seed % 13 === 6) doubts.push("warning:black_white_document");
  if (person.country === "KOR" && seed % 2 === 1) doubts.push("korean_id_mismatch");
  if (seed % 3 === 0) doubts.push("not_run:selfie_liveness");
  return doubts;
}

function makeCase(person: Person, index: number, seed: number, minutesAgo: number, fate: DemoFate): DemoCase {
  const document = documentOf(person, seed);
  const printed = printedFields(person, document);
  const isUnread = seed % 15 === 8;
  const hasAddress = seed % 8 === 2;
  const doubts: Flag[] = isUnread ? ["unsupported_document", "not_run:printed_text", "not_run:mrz"] : doubtsOf(person, seed);
  return {
    seed, person, email: emailOf(person, index), minutesAgo, document, fate, hasAddress,
    claimed: claimedFields(person, printed, seed),
    printed: isUnread ? null : printed,
    mrz: isUnread || person.idType === "drivers_license" ? null : mrzFields(person, printed),
    flags: [...doubts, ...(hasAddress ? (["address_document"] as const) : [])],
    retryCount: fate.kind === "incomplete" ? fate.retryCount : seed % 5 === 3 ? 1 + (seed % 2) : 0,
    hasSelfie: fate.kind !== "incomplete",
  };
}

const reasons: { codes: string[]; otherText: string | null }[] = [
  { codes: ["id_image_badImage"], otherText: null },
  { codes: ["id_info_dataMismatch"], otherText: null },
  { codes: ["other"], otherText: "Please send the page with your photo, not the cover." },
  { codes: ["id_image_invalidId", "other"], otherText: "The document was cut at its edge." },
];

const waiting = 36;
const approved = 11;
const rejected = 8;
const incomplete = 4;

/** Sixty submissions, oldest first: decided ones of the last weeks (some of people who wait again), then those that wait. */
export function demoCases(): DemoCase[] {
  const cases: DemoCase[] = [];
  const add = (personIndex: number, minutesAgo: number, fate: DemoFate) => {
    const person = people[personIndex % people.length];
    if (person) cases.push(makeCase(person, personIndex % people.length, cases.length, minutesAgo, fate));
  };
  add(39, 60 * 24 * 60, { kind: "erased" });
  for (let i = 0; i < approved; i += 1) add(36 + (i % 3) + (i >= 3 ? i * 3 : 0), 60 * 24 * (40 - i * 2), { kind: "approved" });
  for (let i = 0; i < rejected; i += 1) add(i * 4 + 1, 60 * 24 * (17 - i), { kind: "rejected", ...(reasons[i % reasons.length] ?? { codes: ["id_image_badImage"], otherText: null }) });
  for (let i = 0; i < incomplete; i += 1) add(36 + i, 60 * (30 - i), { kind: "incomplete", retryCount: i % 3 });
  for (let i = 0; i < waiting; i += 1) add(i, Math.round(28 * 60 - i * 46), { kind: "pending" });
  return cases;
}
