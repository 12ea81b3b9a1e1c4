import type { Pool } from "pg";
import type { Operation } from "./operations";
import type { Statement } from "./recorder";

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

/** Tables that stay smaller than this fit a few pages: reading them whole is the best plan there is. */
const smallTable = 1_000;

function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

const isExplainable = ({ text }: Statement) => /^\s*(select|with|insert|update)\b/i.test(text);

/** The tables of more than a few pages that a statement reads whole: none, when every plan uses an index. */
export async function findWholeReads(pool: Pool, operations: readonly Operation[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; rows: number }>("select relname as name, reltuples as rows from pg_class where relkind = 'r'");
  const large = new Set(rows.filter((row) => row.rows > smallTable).map((row) => row.name));
  const found = new Set<string>();

  for (const { name, recordings } of operations)
    for (const statement of recordings.flatMap((recording) => recording.script).filter(isExplainable)) {
      const explained = await pool.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(`explain (format json) ${statement.text}`, statement.values);
      const plan = explained.rows[0]?.["QUERY PLAN"][0]?.Plan;
      if (!plan) throw new Error(`${name}: the database explained nothing.`);
      for (const node of nodesOf(plan)) {
        const table = node["Relation Name"];
        if (node["Node Type"] === "Seq Scan" && table !== undefined && large.has(table)) found.add(`${name}: ${table}`);
      }
    }
  return [...found];
}
