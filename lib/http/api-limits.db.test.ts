import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { testStores } from "@/db/test/test-stores";
import { testPool } from "@/db/test/with-rollback";
import { createEngines } from "@/lib/engines/create-engines";
import { takeFromLimit } from "./api-limits";

const stores = testStores();

test("of twenty calls at once in two processes no more than the limit pass", async () => {
  const engines = createEngines({ urls: {}, secret: "", timeoutMs: 1_000 });
  globalThis.verdictRuntime = { pool: testPool(), db: createDatabase(testPool()), engines, ...stores };
  const keyId = randomUUID();
  const some = () => Array.from({ length: 10 }, () => takeFromLimit(keyId, 5));
  const calls = some();
  // Another process has limiters of its own.
  globalThis.verdictApiLimiters = undefined;
  const outcomes = await Promise.allSettled([...calls, ...some()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ status: 429 });
});
