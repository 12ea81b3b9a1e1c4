import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeContext } from "@/db/test/make-context";
import { makeWaiting } from "@/db/test/make-waiting";
import { testStores } from "@/db/test/test-stores";
import { testPool } from "@/db/test/with-rollback";
import { createDatabase } from "@/db";
import { record } from "@/e2e/bench/recorder";
import { claimNext } from "./claim-next";

const stores = testStores();

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Subplan Name"?: string;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

test("a claim walks the queue's own index in its order and reads no case that it does not give", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db, stores);
  await makeWaiting(ctx, 20_000);
  await db.execute(sql`analyze queue_entries`);
  const script = await record(() => claimNext(ctx, { holder: randomUUID(), soft: false, skip: null }));
  expect(script, "one statement").toHaveLength(1);

  const [statement] = script;
  const { rows } = await testPool().query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(`explain (format json) ${statement?.text ?? ""}`, statement?.values);
  const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
  const nodes = plan ? nodesOf(plan) : [];
  const reads = nodes.filter((node) => node["Relation Name"] === "queue_entries" && node["Node Type"] !== "ModifyTable");
  expect(reads.map((node) => node["Node Type"])).not.toContain("Seq Scan");
  expect(reads.map((node) => node["Index Name"])).toContain("queue_entries_free_idx");
  const sorted = nodes.filter((node) => node["Node Type"] === "Sort" && nodesOf(node).some((each) => each["Index Name"] === "queue_entries_free_idx"));
  expect(sorted).toEqual([]);
});
