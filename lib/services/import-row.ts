import "server-only";
import { z } from "zod";
import { inspectImage, maxImageBytes, type ImageFault, type InspectedImage } from "@/lib/images/inspect";
import { todayIn, type CivilDate } from "@/lib/kyc/civil-date";
import { checkField, checkText, collapse, refuse, type Checked } from "@/lib/kyc/field-check";
import { fieldNames, type FieldName, type Fields } from "@/lib/kyc/fields";
import { checkNames, type Flag } from "@/lib/kyc/flags";
import type { ImageKind } from "@/lib/kyc/images";
import type { NewSubmission } from "./create-submission";
import { readFileIn, type FileFault } from "./import-files";

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

const imageFaults: Record<ImageFault | FileFault, string> = {
  outside: "leads out of the folder; name a file inside it",
  missing: "names a file that is not there",
  no_file: "names something that is no file",
  unreadable: "names a file that cannot be read; check its rights",
  empty: "the file is empty",
  too_large: `the file is larger than ${maxImageBytes / 1024 / 1024} MB; save it smaller`,
  not_jpeg_or_png: "the file is neither JPEG nor PNG by its content; convert it",
  too_many_pixels: "the picture has more than 40 megapixels; scale it down",
  broken: "the file is broken or cut off; export it again",
};

const externalIdLimit = 128;

/** No engine looks at what is imported: each check is recorded as not run. */
const nothingRun = checkNames.map((check): Flag => `not_run:${check}`);

const emailSchema = z.email().max(254);

class Faults {
  readonly list: ImportFault[] = [];
  add(column: ImportColumn, message: string): null {
    this.list.push({ column, message });
    return null;
  }
}

function accept(column: ImportColumn, checked: Checked, faults: Faults): string | null {
  return "refusal" in checked ? faults.add(column, checked.refusal.message) : checked.value;
}

/** The operator's own name of the row, or the fault of its column. */
export function readExternalId(row: ImportRow): Checked {
  const value = collapse(row.external_id);
  return value === "" ? refuse("required", "is missing") : checkText(value, externalIdLimit);
}

const columnOf: Record<FieldName, ImportColumn> = {
  issuingCountry: "issuing_country", fullName: "full_name", birthDate: "birth_date", nationality: "nationality", gender: "gender", documentNumber: "document_number",
  identityNumber: "identity_number", issueDate: "issue_date", expireDate: "expire_date", idType: "id_type",
};

/** What an applicant may leave out is not asked of an import either. */
const required: readonly FieldName[] = ["fullName", "issuingCountry", "idType"];

function readField(row: ImportRow, field: FieldName, today: CivilDate, faults: Faults): string | null {
  const column = columnOf[field];
  const value = collapse(row[column]);
  if (value !== "") return accept(column, checkField(field, value, today), faults);
  return required.includes(field) ? faults.add(column, "is missing") : null;
}

function readFields(row: ImportRow, today: CivilDate, faults: Faults): Fields {
  return Object.fromEntries(fieldNames.map((field) => [field, readField(row, field, today, faults)])) as Fields;
}

async function readImageOf(folder: string, row: ImportRow, column: "id_image" | "id_back_image", faults: Faults): Promise<InspectedImage | null> {
  const name = row[column].trim();
  if (name === "") return null;
  const file = await readFileIn(folder, name, maxImageBytes);
  if ("fault" in file) return faults.add(column, imageFaults[file.fault]);
  const inspected = await inspectImage(file);
  return "fault" in inspected ? faults.add(column, imageFaults[inspected.fault]) : inspected;
}

/** Reads one row and its images. Every fault of the row is told, not the first alone. */
export async function readImportRow(folder: string, row: ImportRow, timeZone: string, now: Date): Promise<NewSubmission | ImportFault[]> {
  const faults = new Faults();
  const externalId = accept("external_id", readExternalId(row), faults);
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
  return { externalId, source: "import", status: "pending", email, retryCount: 0, images, printed: null, mrz: null, flags: nothingRun, claimed };
}
