import "server-only";
import { stat } from "node:fs/promises";
import path from "node:path";
import { SingleBar } from "cli-progress";
import { importFile, ImportFileError, importFolder, type ImportOutcome } from "@/lib/services/import-folder";
import { printable } from "./printable";
import { CommandError, openRuntime, operatorContext, readOptions, runCommand, typedPath, type Runtime } from "./runtime";

const usage = `npm run import -- FOLDER [--project SLUG]

Takes in applicants.csv of the folder with the images that it names, each row by itself. A second run changes nothing.
  --project SLUG  the project that the cases are for; without it “demo”

Exit code: 0 all rows are in, 1 some were refused or it was stopped, 2 the file cannot be read (on), 3 the command failed.`;

function lineOf(outcome: ImportOutcome): string {
  const place = `line ${outcome.line}, ${printable(outcome.externalId) || "no external_id"}`;
  if (outcome.result === "imported") return `${place}: imported as ${outcome.submissionId}`;
  if (outcome.result === "already_there") return `${place}: is there already, nothing changed`;
  return outcome.faults.map((fault) => `${place}: refused, ${fault.column} ${fault.message}`).join("\n");
}

interface Report {
  tell(outcome: ImportOutcome): void;
  end(): void;
}

/** On a terminal a bar of the file's bytes, and the refused rows when it is gone; else a line for each row as it comes. */
function openReport(totalBytes: number): Report {
  if (!process.stderr.isTTY) return { tell: (outcome) => console.log(lineOf(outcome)), end: () => undefined };

  const refused: string[] = [];
  const format = "{bar} {percentage}%  {rows} rows, {refused} refused  {duration_formatted}";
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, gracefulExit: false, linewrap: true });
  let rows = 0;
  bar.start(totalBytes, 0, { rows, refused: 0 });
  return {
    tell: (outcome) => {
      rows += 1;
      if (outcome.result === "refused") refused.push(lineOf(outcome));
      bar.update(outcome.readBytes, { rows, refused: refused.length });
    },
    end: () => {
      bar.stop();
      for (const line of refused) console.log(line);
    },
  };
}

async function importAll(runtime: Runtime, folder: string, project: string, stopping: AbortSignal): Promise<number> {
  const ctx = await operatorContext(runtime, project);
  const counts: Record<ImportOutcome["result"], number> = { imported: 0, already_there: 0, refused: 0 };
  const report = openReport(await stat(path.join(folder, importFile)).then((file) => file.size, () => 0));
  try {
    for await (const outcome of importFolder(ctx, folder, () => new Date())) {
      counts[outcome.result] += 1;
      report.tell(outcome);
      if (stopping.aborted) break;
    }
  } catch (error) {
    throw error instanceof ImportFileError ? new CommandError(error.message) : error;
  } finally {
    report.end();
    console.log(`${counts.imported} imported, ${counts.already_there} there already, ${counts.refused} refused.`);
  }
  if (stopping.aborted) console.log("Stopped before the end. The same command goes on with the rest.");
  return counts.refused > 0 || stopping.aborted ? 1 : 0;
}

function readArguments() {
  return readOptions({ allowPositionals: true, options: { project: { type: "string", default: "demo" }, help: { type: "boolean", short: "h" } } }, usage);
}

async function importInto(stopping: AbortSignal, [named, ...more]: readonly string[], project: string): Promise<number> {
  if (named === undefined || more.length > 0) throw new CommandError(usage);
  const folder = typedPath(named);
  const isFolder = await stat(folder).then((found) => found.isDirectory(), () => false);
  if (!isFolder) throw new CommandError(`${folder} is no folder.

${usage}`);

  const runtime = await openRuntime();
  try {
    return await importAll(runtime, folder, project, stopping);
  } finally {
    await runtime.close();
  }
}

await runCommand(async (stopping) => {
  const { values, positionals } = readArguments();
  if (!values.help) return importInto(stopping, positionals, values.project);
  console.log(usage);
  return 0;
}, { finishes: true });
