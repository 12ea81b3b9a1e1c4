import type { Pool, PoolClient } from "pg";
import type { Script, Statement } from "./recorder";

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
}

/** What the plans of some statements do with large tables. */
export interface PlanFindings {
  /** Tables that a plan reads whole, with what asks for it: none, when every plan uses an index. */
  wholeReads: string[];
  /** The most rows that one plan reads of one table, and what asks for it. */
  most: { rows: number; name: string };
}

/** Tables that stay smaller than this fit a few pages: reading them whole is the best plan there is. */
const smallTable = 1_000;

function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

const isRead = ({ text }: Statement) => /^\s*(select|with)\b/i.test(text) && !/\b(insert into|update \w+ set|delete from)\b/i.test(text);
const isWrite = (statement: Statement) => !isRead(statement) && /^\s*(with|insert|update)\b/i.test(statement.text);

/** A read is run, a write only planned: it was made once already. */
async function explain(client: PoolClient, statement: Statement): Promise<PlanNode> {
  const options = isRead(statement) ? "analyze, buffers, timing off, format json" : "format json";
  const explained = await client.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(`explain (${options}) ${statement.text}`, statement.values);
  const plan = explained.rows[0]?.["QUERY PLAN"][0]?.Plan;
  if (!plan) throw new Error("The database explained nothing.");
  return plan;
}

/** Rows that a node takes from its table, whether or not it hands them on. */
function rowsRead(node: PlanNode): number {
  const each = (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return each * (node["Actual Loops"] ?? 1);
}

/**
 * Explains every statement of `scripts`. A scan of a whole table is a fault where it has no end of its own; one that
 * stops early reads few rows, as does a walk along an index that finds what it looks for.
 */
export async function inspectPlans(pool: Pool, scripts: readonly { name: string; script: Script }[]): Promise<PlanFindings> {
  const { rows } = await pool.query<{ name: string; rows: number }>("select relname as name, reltuples as rows from pg_class where relkind = 'r'");
  const large = new Map(rows.filter((row) => row.rows > smallTable).map((row) => [row.name, row.rows]));
  const wholeReads = new Set<string>();
  let most = { rows: 0, name: "nothing" };

  const client = await pool.connect();
  try {
    for (const { name, script } of scripts)
      for (const statement of script.filter((each) => isRead(each) || isWrite(each)))
        for (const node of nodesOf(await explain(client, statement))) {
          const table = node["Relation Name"];
          const size = table === undefined ? undefined : large.get(table);
          if (table === undefined || size === undefined) continue;
          const read = rowsRead(node);
          if (node["Node Type"] === "Seq Scan" && (node["Actual Rows"] === undefined || read > size / 2)) wholeReads.add(`${name}: ${table}`);
          if (read > most.rows) most = { rows: read, name: `${name}: ${table}` };
        }
  } finally {
    client.release();
  }
  return { wholeReads: [...wholeReads], most };
}
