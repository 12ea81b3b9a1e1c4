import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { idempotentAnswers } from "@/db/schema/idempotent-answers";
import { makeContext } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import type { ServiceContext } from "./context";
import { createApiKey } from "./create-api-key";
import { eraseSubmission } from "./erase-submission";
import { claimRequest, type AnswerSubject, type Claim, type ClaimRequest } from "./idempotency";

const stores = testStores();
const answer = { submissionId: "0b0c6f0e-7f5e-4f3b-9d7e-000000000001", ocr: { fullName: "Kim Minseo" } };
const later = (ctx: ServiceContext, milliseconds: number): ServiceContext => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });
const hours = (count: number) => count * 60 * 60 * 1000;

interface Setting {
  ctx: ServiceContext;
  request: ClaimRequest;
  subject: AnswerSubject;
}

/** A client's context, the request that it repeats, and the submission that the answer is about. */
async function makeRequest(db: Database): Promise<Setting> {
  const ctx = await makeContext(db, stores, "admin");
  const { keyId } = await createApiKey(ctx, { name: "Website" });
  const submissionId = await makeSubmission(ctx);
  const key = await ctx.vault.submissionKey(ctx.projectId, submissionId);
  return { ctx, request: { apiKeyId: keyId, route: "step1", key: "order-1", bodyHash: Buffer.alloc(32, 1) }, subject: { submissionId, key } };
}

async function claimed(ctx: ServiceContext, request: ClaimRequest): Promise<Claim> {
  const outcome = await claimRequest(ctx, request);
  if (!("claim" in outcome)) throw new Error("The key is taken.");
  return outcome.claim;
}

async function answered({ ctx, request, subject }: Setting): Promise<void> {
  const claim = await claimed(ctx, request);
  await ctx.db.transaction((tx) => claim.save(tx, subject, answer));
}

describe("a request that comes again", () => {
  test("gets the first answer", () =>
    withRollback(async (db) => {
      const { ctx, request, subject } = await makeRequest(db);
      await answered({ ctx, request, subject });
      for (const again of [ctx, later(ctx, 1), later(ctx, hours(24))]) expect(await claimRequest(again, request)).toEqual({ answer });
    }));

  test("with another body is refused, whether the first has answered or not", () =>
    withRollback(async (db) => {
      const { ctx, request, subject } = await makeRequest(db);
      const other = { ...request, bodyHash: Buffer.alloc(32, 2) };
      const refused = { status: 422, body: { message: "This Idempotency-Key was used with another request." } };
      const claim = await claimed(ctx, request);
      await expect(claimRequest(ctx, other)).rejects.toMatchObject(refused);
      await claim.save(db, subject, answer);
      await expect(claimRequest(ctx, other)).rejects.toMatchObject(refused);
    }));

  test("while the first is running is told to come again", () =>
    withRollback(async (db) => {
      const { ctx, request } = await makeRequest(db);
      await claimed(ctx, request);
      await expect(claimRequest(later(ctx, 119_999), request)).rejects.toMatchObject({ status: 409, headers: { "retry-after": "2" } });
    }));

  test("after an error runs as the first did", () =>
    withRollback(async (db) => {
      const { ctx, request, subject } = await makeRequest(db);
      await (await claimed(ctx, request)).release();
      await answered({ ctx: later(ctx, 5), request: { ...request, bodyHash: Buffer.alloc(32, 2) }, subject });
    }));

  test("after a day runs anew", () =>
    withRollback(async (db) => {
      const { ctx, request, subject } = await makeRequest(db);
      await answered({ ctx, request, subject });
      await answered({ ctx: later(ctx, hours(24) + 1), request: { ...request, bodyHash: Buffer.alloc(32, 2) }, subject });
    }));
});

test("another client, route or key is another request", () =>
  withRollback(async (db) => {
    const { ctx, request, subject } = await makeRequest(db);
    const { keyId } = await createApiKey(ctx, { name: "Another program" });
    await answered({ ctx, request, subject });
    for (const other of [{ apiKeyId: keyId }, { route: "step2" }, { key: "order-2" }, { key: "ORDER-1" }]) await answered({ ctx, request: { ...request, ...other, bodyHash: Buffer.alloc(32, 3) }, subject });
    expect(await claimRequest(ctx, request)).toEqual({ answer });
  }));

describe("a run that took too long", () => {
  test("loses its key to the next, and saves nothing", () =>
    withRollback(async (db) => {
      const { ctx, request, subject } = await makeRequest(db);
      const slow = await claimed(ctx, request);
      const next = later(ctx, 120_000);
      const claim = await claimed(next, request);
      await expect(slow.save(db, subject, { late: true })).rejects.toMatchObject({ status: 409 });
      await slow.release();
      await claim.save(db, subject, answer);
      expect(await claimRequest(next, request)).toEqual({ answer });
    }));

  test("keeps its key as long as nobody else came", () =>
    withRollback(async (db) => {
      const { ctx, request, subject } = await makeRequest(db);
      const slow = await claimed(ctx, request);
      await slow.save(db, subject, answer);
      expect(await claimRequest(later(ctx, 300_000), request)).toEqual({ answer });
    }));
});

test("an answer that was saved is not given back by a late release", () =>
  withRollback(async (db) => {
    const { ctx, request, subject } = await makeRequest(db);
    const claim = await claimed(ctx, request);
    await claim.save(db, subject, answer);
    await claim.release();
    expect(await claimRequest(ctx, request)).toEqual({ answer });
  }));

test("an answer that rolls back with its outcome was never given", () =>
  withRollback(async (db) => {
    const { ctx, request, subject } = await makeRequest(db);
    const claim = await claimed(ctx, request);
    const write = ctx.db.transaction(async (tx) => {
      await claim.save(tx, subject, answer);
      throw new Error("The outcome could not be written.");
    });
    await expect(write).rejects.toThrow();
    await claim.release();
    await answered({ ctx, request, subject });
  }));

test("an answer lies sealed, and its seal holds for its own route and key alone", () =>
  withRollback(async (db) => {
    const { ctx, request, subject } = await makeRequest(db);
    await answered({ ctx, request, subject });
    const isRow = and(eq(idempotentAnswers.apiKeyId, request.apiKeyId), eq(idempotentAnswers.route, "step1"));
    const [row] = await db.select().from(idempotentAnswers).where(isRow);
    expect(row?.status).toBe(200);
    expect(row?.answer?.toString("latin1")).not.toContain("Kim Minseo");
    expect(subject.key.open(row?.answer ?? Buffer.alloc(0), "answer:step1:order-1").toString("utf8")).toContain("Kim Minseo");
    expect(() => subject.key.open(row?.answer ?? Buffer.alloc(0), "answer:step2:order-1")).toThrow();
    await db.update(idempotentAnswers).set({ route: "step2" }).where(isRow);
    await expect(claimRequest(ctx, { ...request, route: "step2" })).rejects.toThrow();
  }));

test("an answer about a submission that was erased is given to nobody and opens nowhere, and another body is refused as ever", () =>
  withRollback(async (db) => {
    const { ctx, request, subject } = await makeRequest(db);
    await answered({ ctx, request, subject });
    await eraseSubmission(ctx, subject.submissionId);
    expect(await claimRequest(ctx, request)).toEqual({ isErased: true });
    await expect(claimRequest(ctx, { ...request, bodyHash: Buffer.alloc(32, 2) })).rejects.toMatchObject({ status: 422 });
    await expect(ctx.vault.submissionKey(ctx.projectId, subject.submissionId)).rejects.toThrow("erased");
  }));

test("of a backup from before the erasure no answer opens either: its key is gone", () =>
  withRollback(async (db) => {
    const { ctx, request, subject } = await makeRequest(db);
    await answered({ ctx, request, subject });
    await ctx.vault.destroySubmissionKey(ctx.projectId, subject.submissionId);
    expect(await claimRequest(ctx, request)).toEqual({ isErased: true });
  }));

test("of twenty that come at once one runs; the others wait for it or get its answer", async () => {
  const { ctx, request, subject } = await makeRequest(createDatabase(testPool()));
  const key = randomUUID();
  let runs = 0;
  const once = async (): Promise<"ran" | "again" | "answered"> => {
    const outcome = await claimRequest(ctx, { ...request, key }).catch((error: { status?: number }) => error.status);
    if (outcome === 409) return "again";
    if (typeof outcome !== "object" || !("claim" in outcome)) return expect(outcome).toEqual({ answer }), "answered";
    runs += 1;
    await ctx.db.transaction((tx) => outcome.claim.save(tx, subject, answer));
    return "ran";
  };
  const outcomes = await Promise.all(Array.from({ length: 20 }, once));
  expect(outcomes.filter((outcome) => outcome === "ran")).toHaveLength(1);
  expect(runs).toBe(1);
  expect(await claimRequest(ctx, { ...request, key })).toEqual({ answer });
});
