import "server-only";
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { TextDecoderStream } from "node:stream/web";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { findCurrentOptions } from "@/db/queries/project-options";
import { findByExternalId } from "@/db/queries/submissions";
import { isUniqueViolation } from "@/db/violations";
import type { ServiceContext } from "./context";
import { createSubmission } from "./create-submission";
import { importColumns, readImportRow, type ImportColumn, type ImportFault, type ImportRow } from "./import-row";

/** What became of a row; `line` is where it begins in the file, the head being line 1. */
export type ImportOutcome =
  | { line: number; externalId: string; result: "imported"; submissionId: string }
  | { line: number; externalId: string; result: "already_there" }
  | { line: number; externalId: string; result: "refused"; faults: ImportFault[] };

/** The file as a whole cannot be read; nothing was imported from the place on that the message names. */
export class ImportFileError extends Error {}

export const importFile = "applicants.csv";

function checkHead(head: string[]): string[] {
  const names = head.map((name) => name.trim());
  const missing = importColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new ImportFileError(`${importFile} lacks the columns ${missing.join(", ")}.`);
  return names;
}

interface ParsedRecord {
  record: Record<string, string>;
  info: { lines: number };
}

async function* readRecords(folder: string): AsyncGenerator<{ line: number; row: ImportRow }> {
  const file = path.join(folder, importFile);
  await access(file).catch(() => {
    throw new ImportFileError(`There is no ${importFile} in the folder.`);
  });
  const text = Readable.toWeb(createReadStream(file)).pipeThrough(new TextDecoderStream("utf-8", { fatal: true }));
  const parser = parse({ columns: checkHead, info: true, skip_empty_lines: true, relax_column_count_less: true });
  // The callback is obligatory; what goes wrong in the source reaches the loop below through the parser.
  pipeline(Readable.fromWeb(text), parser, () => undefined);
  let end = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const row = Object.fromEntries(importColumns.map((column) => [column, record[column] ?? ""])) as Record<ImportColumn, string>;
      yield { line: end + 1, row };
      end = info.lines;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new ImportFileError(`${importFile}, line ${end + 1}: this is no RFC 4180 CSV (${error.code}).`);
    if (error instanceof TypeError) throw new ImportFileError(`${importFile} is not UTF-8.`);
    throw error;
  }
}

async function importRow(ctx: ServiceContext, folder: string, timeZone: string, line: number, row: ImportRow): Promise<ImportOutcome> {
  const externalId = row.external_id.trim();
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
  for await (const { line, row } of readRecords(folder)) yield await importRow(ctx, folder, options.timeZone, line, row);
}
