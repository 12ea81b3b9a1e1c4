import { randomUUID } from "node:crypto";
import { afterAll, expect, inject, test } from "vitest";
import { createDatabase, createPool } from "@/db";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeWaiting } from "@/db/test/make-waiting";
import { testStores } from "@/db/test/test-stores";
import { leaseSeconds } from "@/lib/kyc/review/lease";
import { claimNext } from "./claim-next";
import type { MemberContext } from "./context";

const stores = testStores();
const pool = createPool(inject("databaseUrl"), { max: 50 });
afterAll(() => pool.end());

/** An agent who opens a page for every case, until nothing is left. */
async function claimAll(agent: MemberContext): Promise<string[]> {
  const claimed: string[] = [];
  for (let next = await claimOne(agent); next !== null; next = await claimOne(agent)) claimed.push(next);
  return claimed;
}

async function claimOne(agent: MemberContext): Promise<string | null> {
  const { lease } = await claimNext(agent, { holder: randomUUID(), soft: false, skip: null });
  return lease?.submissionId ?? null;
}

test("fifty agents claim 5,000 cases at once over connections of their own: every case is given once, none is lost", async () => {
  const db = createDatabase(pool);
  const ctx = await makeContext(db, stores);
  await makeWaiting(ctx, 5_000);
  const agents = await Promise.all(Array.from({ length: 50 }, () => withRole(ctx, "agent")));
  const claimed = (await Promise.all(agents.map(claimAll))).flat();
  expect(claimed).toHaveLength(5_000);
  expect(new Set(claimed).size).toBe(5_000);
  expect(await claimNext(ctx, { holder: randomUUID(), soft: false, skip: null })).toEqual({ lease: null, held: 5_000, skipped: 0 });
}, 180_000);

test("fifty agents who come when every lease is over share what was held, each case once", async () => {
  const db = createDatabase(pool);
  const ctx = await makeContext(db, stores);
  await makeWaiting(ctx, 200);
  await claimAll(ctx);
  const now = new Date(ctx.now.getTime() + leaseSeconds * 1000);
  const agents = await Promise.all(Array.from({ length: 50 }, () => withRole(ctx, "agent")));
  const claimed = (await Promise.all(agents.map((agent) => claimAll({ ...agent, now })))).flat();
  expect(new Set(claimed).size).toBe(200);
  expect(claimed).toHaveLength(200);
}, 60_000);
