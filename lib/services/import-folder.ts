import "server-only";
import { realpath, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream";
import { parse } from "csv-parse";
import { findCurrentOptions } from "@/db/queries/project-options";
import { findByExternalId } from "@/db/queries/submissions";
import { isUniqueViolation } from "@/db/violations";
import type { ServiceContext } from "./context";
import { createSubmission } from "./create-submission";
import { openFile, type OpenFault } from "./import-files";
import { importColumns, readExternalId, readImportRow, type ImportFault, type ImportRow } from "./import-row";

/** What became of a row. */
type RowResult =
  | { result: "imported"; submissionId: string }
  | { result: "already_there" }
  | { result: "refused"; faults: ImportFault[] };

/** `line` is where the row begins in the file, the head being line 1; `readBytes` where it ends. */
export type ImportOutcome = RowResult & { line: number; externalId: string; readBytes: number };

/** The file as a whole cannot be read; nothing was imported from the place on that the message names. */
export class ImportFileError extends Error {}

export const importFile = "applicants.csv";

function checkHead(head: readonly string[]): string[] {
  const names = head.map((name) => name.trim());
  const missing = importColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new ImportFileError(`${importFile} lacks the columns ${missing.join(", ")}.`);
  return names;
}

function rowOf(head: readonly string[], values: readonly string[]): ImportRow {
  return Object.fromEntries(importColumns.map((column) => [column, values[head.indexOf(column)] ?? ""])) as ImportRow;
}

/** A record in bytes, each a letter of Latin-1: so a byte that is no UTF-8 is found in its own line, after those before it. */
interface ParsedRecord {
  record: string[];
  /** As it stands in the file: lines are counted in it, for the parser counts CRLF in quotes twice. */
  raw: string;
  /** Bytes that were parsed when the record was whole. */
  info: { bytes: number };
}

interface CsvRecord {
  line: number;
  readBytes: number;
  values: string[];
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const byteOrderMark = Buffer.from("\uFEFF");

/** Bytes of a row. Without a limit a quote that is never closed would take in the whole file. */
const maxRecordBytes = 256 * 1024;

function decode(line: number, values: readonly string[]): string[] {
  try {
    return values.map((value) => utf8.decode(Buffer.from(value, "latin1")));
  } catch {
    throw new ImportFileError(`${importFile}, line ${line}: this is not UTF-8.`);
  }
}

/** Each record with the line on which it begins; line breaks may be of every kind, also in one file. */
async function* readRecords(file: FileHandle, start: number): AsyncGenerator<CsvRecord> {
  let fault: { code: string; records: number } | undefined;
  const parser = parse({
    raw: true,
    info: true,
    encoding: "latin1",
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: maxRecordBytes,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      fault ??= { code: error?.code ?? "", records: Number(error?.records) };
      return undefined;
    },
  });
  const faultAt = (count: number) => (fault !== undefined && count >= fault.records ? fault.code : null);
  const source = async function* () {
    for await (const chunk of file.createReadStream({ start, autoClose: false })) {
      yield chunk;
      if (fault !== undefined) return;
    }
  };
  // The callback is obligatory; what goes wrong in the source reaches the loop below through the parser.
  pipeline(source, parser, () => undefined);
  let line = 1;
  let count = 0;
  for await (const { record, raw, info } of parser as AsyncIterable<ParsedRecord>) {
    if (faultAt(count) !== null) break;
    yield { line, readBytes: start + info.bytes, values: decode(line, record) };
    line += raw.match(/\r\n|\r|\n/g)?.length ?? 0;
    count += 1;
  }
  // Where quotes are wrong, nobody knows where the next row begins.
  const code = faultAt(count);
  if (code !== null) throw new ImportFileError(`${importFile}, line ${line}: this is no RFC 4180 CSV (${code}).`);
}

interface ReadRow {
  line: number;
  readBytes: number;
  row: ImportRow;
  isTooLong: boolean;
}

async function* readRowsOf(file: FileHandle): AsyncGenerator<ReadRow> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(byteOrderMark.length), 0, byteOrderMark.length, 0);
  const start = buffer.subarray(0, bytesRead).equals(byteOrderMark) ? bytesRead : 0;
  let head: string[] | null = null;
  for await (const { line, readBytes, values } of readRecords(file, start)) {
    const isBlank = values.length === 1 && values[0] === "";
    if (isBlank) continue;
    if (head === null) head = checkHead(values);
    else yield { line, readBytes, row: rowOf(head, values), isTooLong: values.length > head.length };
  }
  if (head === null) throw new ImportFileError(`${importFile} is empty.`);
}

const fileFaults: Record<OpenFault, string> = {
  missing: `There is no ${importFile} in the folder.`,
  no_file: `${importFile} is no file.`,
  unreadable: `${importFile} cannot be read; check its rights.`,
};

async function* readRows(folder: string): AsyncGenerator<ReadRow> {
  const named = path.join(folder, importFile);
  const file = await openFile(await realpath(named).catch(() => named));
  if ("fault" in file) throw new ImportFileError(fileFaults[file.fault]);
  try {
    yield* readRowsOf(file);
  } finally {
    await file.close();
  }
}

const refused = (column: ImportFault["column"], message: string): RowResult => ({ result: "refused", faults: [{ column, message }] });

/** What a run carries from row to row: the lines of the ids seen so far. */
interface ImportRun {
  ctx: ServiceContext;
  folder: string;
  timeZone: string;
  lineOfId: Map<string, number>;
}

async function importRow({ ctx, folder, timeZone, lineOfId }: ImportRun, { line, row, isTooLong }: ReadRow, now: Date): Promise<RowResult> {
  if (isTooLong) return refused("id_back_image", "is followed by more values than there are columns; quote a value that has a comma");
  const checked = readExternalId(row);
  if ("value" in checked) {
    const first = lineOfId.get(checked.value);
    if (first !== undefined) return refused("external_id", `is that of line ${first}, too; give each row its own`);
    lineOfId.set(checked.value, line);
    if ((await findByExternalId(ctx.db, ctx.projectId, checked.value)) !== null) return { result: "already_there" };
  }
  const submission = await readImportRow(folder, row, timeZone, now);
  if (Array.isArray(submission)) return { result: "refused", faults: submission };
  try {
    return { result: "imported", submissionId: await createSubmission({ ...ctx, now }, submission) };
  } catch (error) {
    if (isUniqueViolation(error, "submissions_external_id_key")) return { result: "already_there" };
    if (isUniqueViolation(error, "submissions_one_open_per_email_key")) return refused("email", "has a case that is still open; decide that one first");
    throw error;
  }
}

/**
 * Imports a folder row by row, each in a transaction of its own, and tells what became of each. `clock` is read for each
 * row; no two rows have the same time, so that the queue keeps the order of the file.
 * @throws {ImportFileError} when the file cannot be read on.
 */
export async function* importFolder(ctx: ServiceContext, folder: string, clock: () => Date): AsyncGenerator<ImportOutcome> {
  const { options } = await findCurrentOptions(ctx.db, ctx.projectId);
  const run: ImportRun = { ctx, folder, timeZone: options.timeZone, lineOfId: new Map() };
  let last = 0;
  for await (const row of readRows(folder)) {
    last = Math.max(clock().getTime(), last + 1);
    const result = await importRow(run, row, new Date(last));
    yield { ...result, line: row.line, externalId: row.row.external_id.trim(), readBytes: row.readBytes };
  }
}
