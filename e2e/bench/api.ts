import { parseArgs } from "node:util";
import { CommandError, runCommand } from "@/lib/cli/runtime";
import { makeCases } from "./cases";
import { openBenchData, startDesk, type BenchData } from "./desk";
import { holdCases } from "./hold-cases";
import { measureAll, targets, writesOfATarget, type Measurement } from "./measure";
import { openOperations, type Operation } from "./operations";
import { weighPages } from "./page-weight";
import { inspectPlans } from "./plans";
import { openReadings } from "./readings";
import { checksOf, checkTable, figures, growthOf, machine, type Check } from "./report";
import { makeRows } from "./rows";

const usage = `npm run bench:api -- [--rows 200000[,1000000]] [--pending 0.02] [--seconds 4]

  --rows     submissions in the database; several sizes, smallest first, are also compared with one another
  --pending  the share of them that waits
  --seconds  how long each read is measured`;

const say = (line: string) => process.stderr.write(`${line}\n`);

const casesOfASize = targets.length * writesOfATarget + 1;

function parse() {
  const { values } = parseArgs({ options: { rows: { type: "string", default: "200000" }, pending: { type: "string", default: "0.02" }, seconds: { type: "string", default: "4" } } });
  const sizes = values.rows.split(",").map(Number).sort((a, b) => a - b);
  const [share, seconds] = [Number(values.pending), Number(values.seconds)];
  if (!sizes.every((rows) => Number.isInteger(rows)) || !(share > 0 && share <= 1) || !(seconds > 0)) throw new CommandError(usage);
  if (sizes.some((rows, index) => rows - (sizes[index - 1] ?? 0) < casesOfASize)) throw new CommandError(`The writes of each size need ${casesOfASize} rows more than the size before.\n${usage}`);
  return { sizes, share, seconds };
}

interface SizeResult {
  operations: Operation[];
  measurements: Measurement[];
  checks: Check[];
}

/** Rows and cases up to `rows`, on top of what smaller sizes made. */
async function fill(data: BenchData, { made, rows, share }: { made: number; rows: number; share: number }, sizesBefore: number): Promise<string[]> {
  await makeRows(data.runtime.pool, data.projectId, { from: made + 1, to: rows - casesOfASize, pendingShare: share }, (done) => say(`  ${done} rows`));
  const ids = await makeCases(data, casesOfASize, sizesBefore * casesOfASize);
  await data.runtime.pool.query("vacuum analyze");
  return ids;
}

async function measureSize(data: BenchData, [sample = "", ...ids]: string[], seconds: number): Promise<SizeResult> {
  const desk = await startDesk(data);
  try {
    await holdCases(data, desk, [sample, ...ids]);
    const weights = await weighPages(desk, sample);
    const operations = await openOperations(data, desk, sample);
    const operated = operations.flatMap(({ name, recordings }) => recordings.map(({ script }) => ({ name, script })));
    const plans = await inspectPlans(data.runtime.pool, [...operated, ...(await openReadings(desk))]);
    const measurements = await measureAll(data, desk, operations, ids, seconds);
    return { operations, measurements, checks: checksOf(measurements, operations, weights, plans) };
  } finally {
    await desk.stop();
  }
}

function reportSize(rows: number, share: number, { checks, measurements, operations }: SizeResult): void {
  console.log(`\n## ${rows.toLocaleString("en")} rows, ${share * 100} % pending\n\n${checkTable(checks)}\n\n${figures(measurements, operations)}`);
}

/** One database that grows from size to size. */
async function measureSizes(data: BenchData, sizes: readonly number[], share: number, seconds: number): Promise<SizeResult[]> {
  const results: SizeResult[] = [];
  let made = 0;
  for (const rows of sizes) {
    say(`${rows} rows, ${share * 100} % pending`);
    const ids = await fill(data, { made, rows, share }, results.length);
    made = rows;
    const result = await measureSize(data, ids, seconds);
    results.push(result);
    reportSize(rows, share, result);
  }
  return results;
}

await runCommand(async () => {
  const { sizes, share, seconds } = parse();
  console.log(`Machine: ${machine()}`);
  const data = await openBenchData();
  const results = await measureSizes(data, sizes, share, seconds).finally(() => data.close());
  const [first, last] = [results.at(0), results.at(-1)];
  const growth = first && last && first !== last ? growthOf(first.measurements, last.measurements, first.operations) : [];
  if (growth.length > 0) console.log(`\n## From ${sizes[0]?.toLocaleString("en")} to ${sizes.at(-1)?.toLocaleString("en")} rows\n\n${checkTable(growth)}`);
  return [...results.flatMap((result) => result.checks), ...growth].every((check) => check.holds) ? 0 : 1;
});
