import { parseArgs } from "node:util";
import { CommandError, runCommand } from "@/lib/cli/runtime";
import { makeCases } from "./cases";
import { openBenchData, startDesk, type BenchData } from "./desk";
import { measureAll, targets, writesOfATarget, type Measurement } from "./measure";
import { openOperations, type Operation } from "./operations";
import { weighPages } from "./page-weight";
import { findWholeReads } from "./plans";
import { checksOf, checkTable, figures, growthOf, machine, type Check } from "./report";
import { makeRows } from "./rows";

const usage = `npm run bench:api -- [--rows 200000[,1000000]] [--pending 0.02] [--seconds 4]

  --rows     submissions in the database; several sizes, smallest first, are also compared with one another
  --pending  the share of them that waits
  --seconds  how long each read is measured`;

const say = (line: string) => process.stderr.write(`${line}\n`);

function parse() {
  const { values } = parseArgs({ options: { rows: { type: "string", default: "200000" }, pending: { type: "string", default: "0.02" }, seconds: { type: "string", default: "4" } } });
  const sizes = values.rows.split(",").map(Number);
  const [share, seconds] = [Number(values.pending), Number(values.seconds)];
  const least = targets.length * writesOfATarget + 1;
  if (!sizes.every((rows) => Number.isInteger(rows)) || !(share > 0 && share <= 1) || !(seconds > 0)) throw new CommandError(usage);
  if (sizes.some((rows) => rows * share < least)) throw new CommandError(`The writes need ${least} pending cases: ask for more rows, or a larger share.\n${usage}`);
  return { sizes, share, seconds };
}

interface SizeResult {
  operations: Operation[];
  measurements: Measurement[];
  checks: Check[];
}

async function fill(data: BenchData, rows: number, share: number): Promise<string[]> {
  const cases = targets.length * writesOfATarget + 1;
  await makeRows(data.runtime.pool, data.projectId, { rows: rows - cases, pending: Math.max(1, Math.round(rows * share) - cases) }, (done) => say(`  ${done} rows`));
  const ids = await makeCases(data, cases);
  await data.runtime.pool.query("vacuum analyze");
  return ids;
}

async function runSize(rows: number, share: number, seconds: number): Promise<SizeResult> {
  say(`${rows} rows, ${share * 100} % pending`);
  const data = await openBenchData();
  try {
    const [sample = "", ...ids] = await fill(data, rows, share);
    const desk = await startDesk(data);
    try {
      const weights = await weighPages(desk, sample);
      const operations = await openOperations(data, desk, sample);
      const wholeReads = await findWholeReads(data.runtime.pool, operations);
      const measurements = await measureAll(data, desk, operations, ids, seconds);
      return { operations, measurements, checks: checksOf(measurements, operations, weights, wholeReads) };
    } finally {
      await desk.stop();
    }
  } finally {
    await data.close();
  }
}

await runCommand(async () => {
  const { sizes, share, seconds } = parse();
  const results: SizeResult[] = [];
  console.log(`Machine: ${machine()}`);
  for (const rows of sizes) {
    const result = await runSize(rows, share, seconds);
    results.push(result);
    console.log(`\n## ${rows.toLocaleString("en")} rows, ${share * 100} % pending\n\n${checkTable(result.checks)}\n\n${figures(result.measurements, result.operations)}`);
  }
  const [first, last] = [results.at(0), results.at(-1)];
  const growth = first && last && first !== last ? growthOf(first.measurements, last.measurements, first.operations) : [];
  if (growth.length > 0) console.log(`\n## From ${sizes[0]?.toLocaleString("en")} to ${sizes.at(-1)?.toLocaleString("en")} rows\n\n${checkTable(growth)}`);
  return [...results.flatMap((result) => result.checks), ...growth].every((check) => check.holds) ? 0 : 1;
});
