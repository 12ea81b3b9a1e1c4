import "server-only";
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { TextDecoderStream } from "node:stream/web";
import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { findCurrentOptions } from "@/db/queries/project-options";
import { findByExternalId } from "@/db/queries/submissions";
import { isUniqueViolation } from "@/db/violations";
import type { ServiceContext } from "./context";
import { createSubmission } from "./create-submission";
import { importColumns, readImportRow, type ImportFault, type ImportRow } from "./import-row";

/** What became of a row; `line` is where it begins in the file, the head being line 1. */
export type ImportOutcome =
  | { line: number; externalId: string; result: "imported"; submissionId: string }
  | { line: number; externalId: string; result: "already_there" }
  | { line: number; externalId: string; result: "refused"; faults: ImportFault[] };

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

interface ParsedRecord {
  record: string[];
  /** As it stands in the file: lines are counted in it, for the parser counts CRLF in quotes twice. */
  raw: string;
}

/** Each record with the line on which it begins. */
async function* readRecords(source: Readable): AsyncGenerator<{ line: number; values: string[] }> {
  let fault: { code: string; records: number } | undefined;
  const parser = parse({
    raw: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      fault ??= { code: error?.code ?? "", records: Number(error?.records) };
      return undefined;
    },
  });
  const faultAt = (count: number) => (fault !== undefined && count >= fault.records ? fault.code : null);
  // The callback is obligatory; what goes wrong in the source reaches the loop below through the parser.
  pipeline(source, parser, () => undefined);
  let line = 1;
  let count = 0;
  for await (const { record, raw } of parser as AsyncIterable<ParsedRecord>) {
    if (faultAt(count) !== null) break;
    yield { line, values: record };
    line += raw.match(/\r\n|\r|\n/g)?.length ?? 0;
    count += 1;
  }
  // Where quotes are wrong, nobody knows where the next row begins.
  const code = faultAt(count);
  if (code !== null) throw new ImportFileError(`${importFile}, line ${line}: this is no RFC 4180 CSV (${code}).`);
}

interface ReadRow {
  line: number;
  row: ImportRow;
  isTooLong: boolean;
}

async function* readRows(folder: string): AsyncGenerator<ReadRow> {
  const file = path.join(folder, importFile);
  await access(file).catch(() => {
    throw new ImportFileError(`There is no ${importFile} in the folder.`);
  });
  const text = Readable.toWeb(createReadStream(file)).pipeThrough(new TextDecoderStream("utf-8", { fatal: true }));
  let head: string[] | null = null;
  try {
    for await (const { line, values } of readRecords(Readable.fromWeb(text))) {
      const isBlank = values.length === 1 && values[0] === "";
      if (isBlank) continue;
      if (head === null) head = checkHead(values);
      else yield { line, row: rowOf(head, values), isTooLong: values.length > head.length };
    }
  } catch (error) {
    if (error instanceof TypeError) throw new ImportFileError(`${importFile} is not UTF-8.`);
    throw error;
  }
  if (head === null) throw new ImportFileError(`${importFile} is empty.`);
}

const tooLong: ImportFault = { column: "id_back_image", message: "is followed by more values than there are columns; quote a value that has a comma" };

async function importRow(ctx: ServiceContext, folder: string, timeZone: string, { line, row, isTooLong }: ReadRow): Promise<ImportOutcome> {
  const externalId = row.external_id.trim();
  if (isTooLong) return { line, externalId, result: "refused", faults: [tooLong] };
  if (externalId !== "" && (await findByExternalId(ctx.db, ctx.projectId, externalId)) !== null) return { line, externalId, result: "already_there" };

  const submission = await readImportRow(folder, row, timeZone, ctx.now);
  if (Array.isArray(submission)) return { line, externalId, result: "refused", faults: submission };
  try {
    return { line, externalId, result: "imported", submissionId: await createSubmission(ctx, submission) };
  } catch (error) {
    if (isUniqueViolation(error, "submissions_external_id_key")) return { line, externalId, result: "already_there" };
    if (!isUniqueViolation(error, "submissions_one_open_per_email_key")) throw error;
    const message = "has a case that is still open; decide that one first";
    return { line, externalId, result: "refused", faults: [{ column: "email", message }] };
  }
}

/** Imports a folder row by row, each in a transaction of its own, and tells what became of each. */
export async function* importFolder(ctx: ServiceContext, folder: string): AsyncGenerator<ImportOutcome> {
  const { options } = await findCurrentOptions(ctx.db, ctx.projectId);
  for await (const row of readRows(folder)) yield await importRow(ctx, folder, options.timeZone, row);
}
