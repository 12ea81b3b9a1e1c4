import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { apiKeys } from "@/db/schema/api-keys";
import { bankAuthentications } from "@/db/schema/bank-authentications";
import { idempotentAnswers } from "@/db/schema/idempotent-answers";
import { rateLimits } from "@/db/schema/rate-limits";
import { makeContext } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { expireBankCodes } from "./expire-bank-codes";
import { sweepIdempotentAnswers } from "./sweep-idempotent-answers";
import { sweepRateLimits } from "./sweep-rate-limits";

const stores = testStores();
const minute = 60_000;

test("a bank code goes a millisecond after its ten minutes", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const { projectId, now } = ctx;
    await db.delete(bankAuthentications);
    const addCode = async (milliseconds: number) => {
      const submissionId = await makeSubmission(ctx, { status: "incomplete" });
      await db.insert(bankAuthentications).values({ submissionId, projectId, sealed: Buffer.from("sealed"), requestedAt: new Date(now.getTime() - milliseconds) });
      return submissionId;
    };
    await addCode(10 * minute + 1);
    const kept = [await addCode(10 * minute), await addCode(0)].sort();

    expect(await expireBankCodes(ctx)).toBe(1);
    expect((await db.select().from(bankAuthentications)).map((row) => row.submissionId).sort()).toEqual(kept);
  }));

test("an answer goes a millisecond after its day, however many there are", () =>
  withRollback(async (db) => {
    const { projectId, now } = await makeContext(db, stores);
    await db.delete(idempotentAnswers);
    const [key] = await db.insert(apiKeys).values({ projectId, name: "Shop", prefix: randomUUID(), secretHash: Buffer.alloc(32), createdBy: "a", createdAt: now }).returning();
    const day = 24 * 60 * minute;
    const at = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
    const addAnswers = (name: string, count: number, milliseconds: number) =>
      db.execute(sql`insert into idempotent_answers (api_key_id, project_id, route, key, body_hash, runs_until, created_at)
        select ${key?.id}::uuid, ${projectId}::uuid, 'step1', ${name}::text || n, '\\x00', ${at(milliseconds)}::timestamptz, ${at(milliseconds)}::timestamptz from generate_series(1, ${count}::int) n`);
    await addAnswers("over ", 2_500, day + 1);
    await addAnswers("kept ", 3, day);

    expect(await sweepIdempotentAnswers({ db, now }, AbortSignal.abort())).toBe(0);
    expect(await sweepIdempotentAnswers({ db, now })).toBe(2_500);
    expect((await db.select().from(idempotentAnswers)).map((row) => row.key).sort()).toEqual(["kept 1", "kept 2", "kept 3"]);
  }));

test("a count of requests goes when its minute is over, and one without an end never", () =>
  withRollback(async (db) => {
    const now = new Date("2026-11-23T05:32:08.123Z");
    await db.delete(rateLimits);
    await db.insert(rateLimits).values([{ key: "over", points: 1, expire: now.getTime() - 1 }, { key: "just now", points: 1, expire: now.getTime() }, { key: "endless", points: 1, expire: null }]);

    expect(await sweepRateLimits({ db, now })).toBe(1);
    expect((await db.select().from(rateLimits)).map((row) => row.key).sort()).toEqual(["endless", "just now"]);
  }));
