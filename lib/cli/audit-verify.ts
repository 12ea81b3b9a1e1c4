import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { listProjects } from "@/db/queries/projects";
import { verifyAudit, type AuditVerdict } from "@/lib/services/verify-audit";
import { verifyExport } from "@/lib/services/verify-export";
import { CommandError, openRuntime, readOptions, runCommand, typedPath } from "./runtime";

const usage = `npm run audit:verify -- [--project SLUG] [--export FILE]

Recomputes the hash chain of the audit log and names the first broken entry.
  --project SLUG  only this project of the database; without it every project
  --export FILE   a file saved by "Export" on the audit page without a filter; needs no database and no keys

Exit code: 0 whole, 1 broken, 2 nothing was verified, 3 the command failed.`;

function report(name: string, verdict: AuditVerdict): boolean {
  if (verdict.whole) console.log(`${name}: whole, ${verdict.entries} entries, last hash ${verdict.head}`);
  else console.error(`${name}: broken at entry ${verdict.seq}: ${verdict.fault}`);
  return verdict.whole;
}

async function verifyFile(file: string): Promise<number> {
  const isFile = await stat(file).then((found) => found.isFile(), () => false);
  if (!isFile) throw new CommandError(`There is no file ${file}. Save one on the audit page: "Export", without a filter.`);
  const verdict = await verifyExport(createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity }));
  if (verdict.whole && verdict.entries === 0) throw new CommandError(`${file} holds no entries.`);
  return report(file, verdict) ? 0 : 1;
}

async function verifyDatabase(slug: string | undefined): Promise<number> {
  const runtime = await openRuntime();
  try {
    const known = await listProjects(runtime.db);
    const projects = known.filter((project) => slug === undefined || project.slug === slug);
    if (projects.length === 0) throw new CommandError(`There is no such project. There are: ${known.map((project) => project.slug).join(", ") || "none yet"}.`);

    let isWhole = true;
    for (const project of projects) isWhole = report(project.slug, await verifyAudit(runtime.db, runtime.vault, project.id)) && isWhole;
    return isWhole ? 0 : 1;
  } finally {
    await runtime.close();
  }
}

await runCommand(async () => {
  const { project, export: file, help } = readOptions({ options: { project: { type: "string" }, export: { type: "string" }, help: { type: "boolean", short: "h" } } }, usage).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  return file === undefined ? verifyDatabase(project) : verifyFile(typedPath(file));
});
