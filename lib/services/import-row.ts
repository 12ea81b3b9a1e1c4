import "server-only";
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { inspectImage, maxImageBytes, type ImageFault, type InspectedImage } from "@/lib/images/inspect";
import { parseCivilDate, todayIn } from "@/lib/kyc/civil-date";
import { isCountry, nearestCountry } from "@/lib/kyc/country";
import { genders, type Fields } from "@/lib/kyc/fields";
import { idTypes, isIdType } from "@/lib/kyc/id-type";
import type { ImageKind } from "@/lib/kyc/images";
import { nameLimit, numberLimit } from "@/lib/kyc/review/correction";
import type { NewSubmission } from "./create-submission";

/** The columns of `applicants.csv`; their order is free. */
export const importColumns = [
  "external_id", "email", "full_name", "birth_date", "gender", "nationality", "issuing_country", "id_type", "document_number", "identity_number",
  "issue_date", "expire_date", "id_image", "id_back_image",
] as const;
export type ImportColumn = (typeof importColumns)[number];
export type ImportRow = Record<ImportColumn, string>;

/** Why a row was refused: its column and what to do. It quotes no personal data. */
export interface ImportFault {
  column: ImportColumn;
  message: string;
}

const imageFaults: Record<ImageFault, string> = {
  empty: "the file is empty",
  too_large: `the file is larger than ${maxImageBytes / 1024 / 1024} MB; save it smaller`,
  not_jpeg_or_png: "the file is neither JPEG nor PNG by its content; convert it",
  too_many_pixels: "the picture has more than 40 megapixels; scale it down",
  broken: "the file is broken or cut off; export it again",
};

const emailSchema = z.email().max(254);

class Faults {
  readonly list: ImportFault[] = [];
  add(column: ImportColumn, message: string): null {
    this.list.push({ column, message });
    return null;
  }
}

function readText(row: ImportRow, column: ImportColumn, max: number, faults: Faults): string | null {
  const value = row[column].normalize("NFC").replace(/\s+/gu, " ").trim();
  if (value === "") return null;
  if ([...value].length > max) return faults.add(column, `takes at most ${max} characters`);
  return /\p{C}/u.test(value) ? faults.add(column, "has a character that cannot be printed") : value;
}

function readDate(row: ImportRow, column: ImportColumn, latest: string | null, faults: Faults): string | null {
  const value = row[column].trim();
  if (value === "") return null;
  const date = parseCivilDate(value);
  if (date === null) return faults.add(column, "is no date that exists; write it as YYYY-MM-DD");
  return latest !== null && date > latest ? faults.add(column, "lies in the future") : date;
}

function readCountry(row: ImportRow, column: ImportColumn, faults: Faults): string | null {
  const value = row[column].trim().toUpperCase();
  if (value === "" || isCountry(value)) return value || null;
  return faults.add(column, `is no ISO 3166-1 alpha-3 or ICAO 9303 country code; the nearest is ${nearestCountry(value)}`);
}

function readChoice(row: ImportRow, column: ImportColumn, choices: readonly string[], faults: Faults): string | null {
  const value = row[column].trim().toLowerCase();
  if (value === "" || choices.includes(value)) return value || null;
  return faults.add(column, `is none of ${choices.join(", ")}`);
}

function readFields(row: ImportRow, today: string, faults: Faults): Fields {
  const fields: Fields = {
    fullName: readText(row, "full_name", nameLimit, faults),
    birthDate: readDate(row, "birth_date", today, faults),
    gender: readChoice(row, "gender", genders, faults),
    nationality: readCountry(row, "nationality", faults),
    issuingCountry: readCountry(row, "issuing_country", faults),
    idType: readChoice(row, "id_type", idTypes, faults),
    documentNumber: readText(row, "document_number", numberLimit, faults),
    identityNumber: readText(row, "identity_number", numberLimit, faults),
    issueDate: readDate(row, "issue_date", null, faults),
    expireDate: readDate(row, "expire_date", null, faults),
  };
  for (const [column, value] of [["full_name", fields.fullName], ["issuing_country", fields.issuingCountry], ["id_type", fields.idType]] as const)
    if (value === null && row[column].trim() === "") faults.add(column, "is missing");
  return fields;
}

/** Opens a file of the folder, and no other: neither a path nor a link leads out of it. */
async function readFileIn(folder: string, name: string): Promise<Buffer | "outside" | "missing" | "too_large"> {
  const root = await realpath(folder);
  const isWithin = (file: string) => file.startsWith(root + path.sep);
  const wanted = path.resolve(root, name);
  if (path.isAbsolute(name) || name.includes("\0") || !isWithin(wanted)) return "outside";
  const real = await realpath(wanted).catch(() => null);
  if (real === null) return "missing";
  if (!isWithin(real)) return "outside";

  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return "missing";
    return stat.size > maxImageBytes ? "too_large" : await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function readImageOf(folder: string, row: ImportRow, column: "id_image" | "id_back_image", faults: Faults): Promise<InspectedImage | null> {
  const name = row[column].trim();
  if (name === "") return null;
  const file = await readFileIn(folder, name);
  if (file === "outside") return faults.add(column, "leads out of the folder; name a file inside it");
  if (file === "missing") return faults.add(column, "names a file that is not there");
  if (file === "too_large") return faults.add(column, imageFaults.too_large);
  const inspected = await inspectImage(file);
  return "fault" in inspected ? faults.add(column, imageFaults[inspected.fault]) : inspected;
}

/** Reads one row and its images. Every fault of the row is told, not the first alone. */
export async function readImportRow(folder: string, row: ImportRow, timeZone: string, now: Date): Promise<NewSubmission | ImportFault[]> {
  const faults = new Faults();
  const externalId = readText(row, "external_id", 128, faults) ?? (row.external_id.trim() === "" ? faults.add("external_id", "is missing") : null);
  const email = row.email.trim();
  if (!emailSchema.safeParse(email).success) faults.add("email", email === "" ? "is missing" : "is no e-mail address");
  const claimed = readFields(row, todayIn(timeZone, now), faults);
  const front = await readImageOf(folder, row, "id_image", faults);
  const back = await readImageOf(folder, row, "id_back_image", faults);
  if (row.id_image.trim() === "" && row.id_back_image.trim() === "") faults.add("id_image", "is missing, and so is id_back_image; one of them is needed");
  if (faults.list.length > 0) return faults.list;

  const images: { kind: ImageKind; image: InspectedImage }[] = [];
  if (front) images.push({ kind: "idImage", image: front });
  if (back) images.push({ kind: "idBackImage", image: back });
  return {
    externalId, source: "import", status: "pending", email, retryCount: 0, images, printed: null, mrz: null, flags: ["not_run:printed_text"],
    claimed: { ...claimed, idType: isIdType(claimed.idType) ? claimed.idType : null },
  };
}
