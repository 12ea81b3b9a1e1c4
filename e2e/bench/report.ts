import { cpus, totalmem } from "node:os";
import { connectionCounts, targets, type Measurement, type Target } from "./measure";
import type { Operation, OperationName } from "./operations";
import type { PageWeight } from "./page-weight";
import type { PlanFindings } from "./plans";

/** A bound and what was measured against it. */
export interface Check {
  what: string;
  bound: string;
  measured: string;
  holds: boolean;
}

const deepest = 1.5;

/** What the product promises for a page of the queue, in milliseconds. */
const pageBudget = 100;

/** Counting stops at 10,000 rows. A search in the order of names reads all that match, when they lie together: one name in twenty, at most. */
const mostRowsOfAPlan = 50_000;

function find(measurements: readonly Measurement[], operation: OperationName, target: Target, connections: number) {
  const found = measurements.find((one) => one.operation === operation && one.target === target && one.connections === connections);
  if (!found) throw new Error(`${operation} was not measured.`);
  return found.result;
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

export function figures(measurements: readonly Measurement[], operations: readonly Operation[]): string {
  const rows = operations.flatMap(({ name }) =>
    connectionCounts.flatMap((connections) =>
      targets.map((target) => {
        const { requestsPerSecond, p50, p95, p99, cpuPerRequest, memory } = find(measurements, name, target, connections);
        return [name, String(connections), target, requestsPerSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), p99.toFixed(1), cpuPerRequest.toFixed(2), memory.toFixed(0)];
      }),
    ),
  );
  return table(["operation", "connections", "target", "requests/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms a request", "memory MiB"], rows);
}

/** The bounds that one size can show. */
export function checksOf(measurements: readonly Measurement[], operations: readonly Operation[], weights: readonly PageWeight[], plans: PlanFindings): Check[] {
  const rate = (name: OperationName, target: Target) => find(measurements, name, target, 16).requestsPerSecond;
  const shares = operations.map(({ name, share }) => {
    const reached = rate(name, "desk") / rate(name, "bare node:http");
    return { what: `${name}: share of the bare server, 16 connections`, bound: `≥ ${share.toFixed(2)}`, measured: reached.toFixed(2), holds: reached >= share };
  });
  const deep = (["queue", "all"] as const).map((scope) => {
    const times = rate(`${scope}, first page`, "desk") / rate(`${scope}, deep page`, "desk");
    return { what: `${scope}: first page's rate over the deep page's`, bound: `≤ ${deepest}`, measured: times.toFixed(2), holds: times <= deepest };
  });
  const pages = weights.map(({ page, kilobytes, budget }) => {
    return { what: `JavaScript of the ${page} page, compressed`, bound: budget === null ? "none" : `≤ ${budget} kB`, measured: `${kilobytes.toFixed(1)} kB`, holds: budget === null || kilobytes <= budget };
  });
  const writes = (["correct", "decide"] as const).map((name) => {
    const { p95 } = find(measurements, name, "desk", 1);
    return { what: `${name}: p95, 1 connection, durable`, bound: "≤ 50 ms", measured: `${p95.toFixed(1)} ms`, holds: p95 <= 50 };
  });
  const queue = (["queue, first page", "queue, deep page"] as const).map((name) => {
    const { p95 } = find(measurements, name, "desk", 16);
    return { what: `${name}: p95, 16 connections`, bound: `≤ ${pageBudget} ms`, measured: `${p95.toFixed(1)} ms`, holds: p95 <= pageBudget };
  });
  return [...shares, ...deep, ...queue, ...writes, ...planChecks(plans), ...pages];
}

function planChecks({ wholeReads, most }: PlanFindings): Check[] {
  return [
    { what: "large tables read whole by a plan", bound: "none", measured: wholeReads.join("; ") || "none", holds: wholeReads.length === 0 },
    {
      what: "rows that a plan reads of one table", bound: `≤ ${mostRowsOfAPlan.toLocaleString("en")}`,
      measured: `${most.rows.toLocaleString("en")} (${most.name})`, holds: most.rows <= mostRowsOfAPlan,
    },
  ];
}

/** How much slower the desk is on the larger data, operation by operation. */
export function growthOf(smaller: readonly Measurement[], larger: readonly Measurement[], operations: readonly Operation[]): Check[] {
  return operations.map(({ name }) => {
    const times = find(smaller, name, "desk", 16).requestsPerSecond / find(larger, name, "desk", 16).requestsPerSecond;
    return { what: `${name}: slower by, from the smallest size to the largest`, bound: `≤ ${deepest}`, measured: times.toFixed(2), holds: times <= deepest };
  });
}

export function checkTable(checks: readonly Check[]): string {
  return table(["bound", "to reach", "measured", "holds"], checks.map(({ what, bound, measured, holds }) => [what, bound, measured, holds ? "yes" : "**no**"]));
}

export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${process.platform}`;
}
