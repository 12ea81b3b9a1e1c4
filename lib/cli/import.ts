import "server-only";
import { stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { ImportFileError, importFolder, type ImportOutcome } from "@/lib/services/import-folder";
import { CommandError, openRuntime, operatorContext, runCommand } from "./runtime";

const usage = "Usage: npm run import -- FOLDER [--project SLUG]";

function lineOf(outcome: ImportOutcome): string {
  const place = `line ${outcome.line}, ${outcome.externalId || "no external_id"}`;
  if (outcome.result === "imported") return `${place}: imported as ${outcome.submissionId}`;
  if (outcome.result === "already_there") return `${place}: is there already, nothing changed`;
  return outcome.faults.map((fault) => `${place}: refused, ${fault.column} ${fault.message}`).join("\n");
}

/** A bar that has no total, for a file that is read as it goes: rows done so far. */
function progressBar(): SingleBar | null {
  return process.stderr.isTTY ? new SingleBar({ format: "{value} rows  {bar}  {duration_formatted}", stream: process.stderr, clearOnComplete: true }) : null;
}

async function importAll(folder: string, project: string, stopping: AbortSignal): Promise<number> {
  const isFolder = await stat(folder).then((found) => found.isDirectory(), () => false);
  if (!isFolder) throw new CommandError(`${folder} is no folder.\n${usage}`);

  const runtime = await openRuntime();
  const counts: Record<ImportOutcome["result"], number> = { imported: 0, already_there: 0, refused: 0 };
  const bar = progressBar();
  bar?.start(0, 0);
  try {
    const ctx = await operatorContext(runtime, project);
    for await (const outcome of importFolder(ctx, folder)) {
      counts[outcome.result] += 1;
      bar?.setTotal(counts.imported + counts.already_there + counts.refused);
      bar?.increment();
      if (!bar || outcome.result === "refused") console.log(lineOf(outcome));
      if (stopping.aborted) break;
    }
  } catch (error) {
    if (error instanceof ImportFileError) throw new CommandError(error.message);
    throw error;
  } finally {
    bar?.stop();
    await runtime.close();
  }
  console.log(`${counts.imported} imported, ${counts.already_there} there already, ${counts.refused} refused.`);
  if (stopping.aborted) console.log("Stopped before the end. The same command goes on with the rest.");
  return counts.refused > 0 || stopping.aborted ? 1 : 0;
}

await runCommand(async (stopping) => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { project: { type: "string", default: "demo" } } });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new CommandError(usage);
  return importAll(path.resolve(process.env.CALLED_FROM ?? ".", folder), values.project, stopping);
}, { finishes: true });
