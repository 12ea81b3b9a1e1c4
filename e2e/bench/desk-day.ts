import { parseArgs } from "node:util";
import { CommandError, runCommand } from "@/lib/cli/runtime";
import { makeCases } from "./cases";
import { measureClaims, type ClaimResult } from "./claims";
import { openBenchData, startDesk, type BenchData } from "./desk";
import { holdCases } from "./hold-cases";
import { measureAll, targets, writesOfATarget, type Measurement } from "./measure";
import { openOperations, type Operation, type OperationName } from "./operations";
import { checkTable, figures, machine, table, type Check } from "./report";
import { makeRows } from "./rows";

const usage = `npm run bench:desk -- [--rows 200000] [--pending 0.03] [--agents 50] [--claims 5000] [--seconds 4]

  --rows       submissions in the database
  --pending    the share of them that waits
  --agents     people who claim at once
  --claims     cases that they claim
  --seconds    how long the queue page is measured`;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** What the product promises, in milliseconds at p95. */
const budgets = { claim: 30, correct: 50, decide: 50, queue: 100 } as const;

/** How many times a claim may take what its own statement takes. */
const mostOfAStatement = 4;

const measured: readonly OperationName[] = ["queue, first page", "correct", "decide"];
const casesForWrites = targets.length * writesOfATarget + 1;

function parse() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      rows: { ...text, default: "200000" }, pending: { ...text, default: "0.03" }, agents: { ...text, default: "50" }, claims: { ...text, default: "5000" }, seconds: { ...text, default: "4" },
    },
  });
  const [rows, share, agents, claims, seconds] = [values.rows, values.pending, values.agents, values.claims, values.seconds].map(Number);
  const plan = { rows: rows ?? 0, share: share ?? 0, agents: agents ?? 0, claims: claims ?? 0, seconds: seconds ?? 0 };
  const waiting = Math.floor((plan.rows - casesForWrites) * plan.share);
  const isWhole = [plan.rows, plan.agents, plan.claims].every((count) => Number.isInteger(count) && count > 0);
  if (!isWhole || !(plan.share > 0 && plan.share <= 1) || !(plan.seconds > 0) || waiting < plan.claims) throw new CommandError(usage);
  return plan;
}

const bound = (what: string, most: number, value: number, unit: string): Check => ({ what, bound: `≤ ${most.toString()} ${unit}`.trim(), measured: `${value.toFixed(1)} ${unit}`.trim(), holds: value <= most });

function claimChecks({ service, ratio }: ClaimResult, agents: number): Check[] {
  return [
    bound(`claim next, ${agents.toString()} agents at once, p95`, budgets.claim, service.p95, "ms"),
    bound(`claim next, ${agents.toString()} agents at once, p95: times its statement's`, mostOfAStatement, ratio, ""),
  ];
}

function operationChecks(measurements: readonly Measurement[]): Check[] {
  const p95 = (operation: OperationName, connections: number) => measurements.find((one) => one.operation === operation && one.connections === connections && one.target === "desk")?.result.p95 ?? Infinity;
  return [
    bound("queue page, 16 connections, p95", budgets.queue, p95("queue, first page", 16), "ms"),
    bound("correct, 1 connection, durable, p95", budgets.correct, p95("correct", 1), "ms"),
    bound("decide, 1 connection, durable, p95", budgets.decide, p95("decide", 1), "ms"),
  ];
}

function timesTable({ service, raw }: ClaimResult): string {
  const line = (name: string, p50: number, p95: number, count: number) => [name, count.toString(), p50.toFixed(1), p95.toFixed(1)];
  return table(["what", "times", "p50 ms", "p95 ms"], [
    line("claim", service.p50, service.p95, service.claims),
    line("claim, its statement alone", raw.p50, raw.p95, raw.claims),
  ]);
}

async function measureOperations(data: BenchData, seconds: number): Promise<{ operations: Operation[]; measurements: Measurement[] }> {
  const [sample = "", ...ids] = await makeCases(data, casesForWrites, 0);
  await data.runtime.pool.query("vacuum analyze");
  const desk = await startDesk(data);
  try {
    await holdCases(data, desk, [sample, ...ids]);
    const operations = (await openOperations(data, desk, sample)).filter(({ name }) => measured.includes(name));
    return { operations, measurements: await measureAll(data, desk, operations, ids, seconds) };
  } finally {
    await desk.stop();
  }
}

await runCommand(async () => {
  const plan = parse();
  console.log(`Machine: ${machine()}`);
  const data = await openBenchData();
  try {
    await makeRows(data.runtime.pool, data.projectId, { from: 1, to: plan.rows - casesForWrites, pendingShare: plan.share }, (done) => say(`  ${done.toString()} rows`));
    say("claims");
    const claims = await measureClaims(data, plan);
    say("requests");
    const { operations, measurements } = await measureOperations(data, plan.seconds);
    const checks = [...claimChecks(claims, plan.agents), ...operationChecks(measurements)];
    console.log(`\n${checkTable(checks)}\n\n${timesTable(claims)}\n\n${figures(measurements, operations)}`);
    return checks.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    await data.close();
  }
});
