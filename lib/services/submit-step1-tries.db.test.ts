import { rm, writeFile } from "node:fs/promises";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listAttempts } from "@/db/queries/attempts";
import { images } from "@/db/schema/images";
import { hour, intakeTests, later, outcomeOf, refuseInserts, rowsOf, step1 } from "@/db/test/intake";
import { makeClient } from "@/db/test/make-client";
import { testPool } from "@/db/test/with-rollback";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import type { ApiContext } from "./context";
import { claimRequest } from "./idempotency";

const { stores, double, engines, withClient, withOwnDatabase } = await intakeTests();

describe("tries", () => {
  const fail = () => double.program("readZone", "*", { facts: { isWhole: false } });

  test("without submissionId go on with the e-mail's own; the third one that fails is the rejection", () =>
    withClient({}, async (ctx) => {
      fail();
      const answers = [await step1(ctx), await step1(later(ctx, 1)), await step1(later(ctx, 2))];
      expect(new Set(answers.map(({ submissionId }) => submissionId)).size).toBe(1);
      expect(answers.map(({ retryCount, kycStatus }) => [retryCount, kycStatus])).toEqual([[1, "incomplete"], [2, "incomplete"], [3, "rejected"]]);
      expect(answers[2]).toMatchObject({ retry: [{ retryCode: "mrz_protocol_fail" }], comment: ["Multiple invalid KYC attempts"], commentCode: ["too_many_retry"] });
      expect((await listAttempts(ctx.db, ctx.projectId, answers[0]?.submissionId ?? "")).map(({ number, countsAsTry }) => [number, countsAsTry])).toEqual([[1, true], [2, true], [3, true]]);
      expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", retryCount: 3 }]);
    }));

  test("go on for 72 hours and to the second, then begin anew", () =>
    withClient({}, async (ctx) => {
      fail();
      const { submissionId } = await step1(ctx);
      expect((await step1(later(ctx, 72 * hour))).submissionId).toBe(submissionId);
      expect((await step1(later(ctx, 72 * hour + 1))).submissionId).not.toBe(submissionId);
    }));

  test("do not go on with a submission that passed Step 1", () =>
    withClient({}, async (ctx) => {
      const { submissionId } = await step1(ctx);
      expect((await step1(ctx)).submissionId).not.toBe(submissionId);
    }));

  test("that fail after a success count, and what had been read is gone", () =>
    withClient({}, async (ctx) => {
      const { submissionId } = await step1(ctx);
      fail();
      expect(await step1(ctx, { submissionId })).toMatchObject({ submissionId, retryCount: 1 });
      expect(await rowsOf(ctx)).toMatchObject([{ step1PassedAt: null, fullName: null, printed: null, retryCount: 1 }]);
    }));

  test("keep the custom options, the client's id and fields of before where none come", () =>
    withClient({}, async (ctx) => {
      fail();
      await step1(ctx, { userid: "u-1", customFields: ["a", null, null], customOptions: { ageLimit: false } });
      await step1(ctx);
      expect(await rowsOf(ctx)).toMatchObject([{ userid: "u-1", customFields: ["a", null, null], customOptions: { ageLimit: false } }]);
    }));
});

describe("at once, over connections of their own", () => {
  const committed = async (body: (ctx: ApiContext) => Promise<void>) => {
    const db = createDatabase(testPool());
    await body((await makeClient(db, stores, engines)).ctx);
  };

  test("two failed tries of one e-mail are two tries of one submission", () =>
    committed(async (ctx) => {
      double.program("readZone", "*", { facts: { isWhole: false } });
      const answers = await Promise.all([step1(ctx), step1(ctx)]);
      expect(answers.map(({ retryCount }) => retryCount).sort()).toEqual([1, 2]);
      const rows = await rowsOf(ctx);
      expect(rows).toMatchObject([{ retryCount: 2 }]);
      const kept = await ctx.db.select().from(images).where(eq(images.submissionId, rows[0]?.id ?? ""));
      expect(kept.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(1);
      for (const image of kept) await expect(ctx.storage.get(image.originalKey)).resolves.toBeInstanceOf(Buffer);
    }));

  test("three tries with one submissionId of which one was left: one is the rejection, the others are told that the id is wrong", () =>
    committed(async (ctx) => {
      double.program("readZone", "*", { facts: { isWhole: false } });
      const { submissionId } = await step1(ctx);
      await step1(ctx);
      const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(step1(ctx, { submissionId }))));
      expect(outcomes.sort()).toEqual(["400 invalid_input_format", "400 invalid_input_format", "rejected mrz_protocol_fail too_many_retry"]);
    }));

  test("a transaction that fails keeps no row, no file and no key, and counts nothing", () =>
    withOwnDatabase(async (ctx) => {
      await refuseInserts(ctx.db, "attempts");
      const [files, keys]: [Set<string>, Set<string>] = [new Set(), new Set()];
      const storage = { ...ctx.storage, put: async (bytes: Uint8Array) => ctx.storage.put(bytes).then((key) => (files.add(key), key)) };
      const vault = { ...ctx.vault, createSubmissionKey: (projectId: ApiContext["projectId"], id: string) => (keys.add(id), ctx.vault.createSubmissionKey(projectId, id)) };
      await expect(step1({ ...ctx, storage, vault })).rejects.toMatchObject({ cause: { message: "refused" } });
      expect(await rowsOf(ctx)).toEqual([]);
      expect([files.size, keys.size]).toEqual([3, 1]);
      for (const file of files) await expect(ctx.storage.get(file)).rejects.toThrow();
      for (const key of keys) await expect(ctx.vault.submissionKey(ctx.projectId, key)).rejects.toMatchObject({ name: "KeyMissingError" });
    }));

  test("a storage folder that is a file is told as save_image_error, and nothing is kept", () =>
    withClient({}, async (ctx) => {
      const folder = mkdtempSync(path.join(tmpdir(), "verdict-broken-"));
      await writeFile(path.join(folder, "images"), "a file");
      const keys: string[] = [];
      const vault = { ...ctx.vault, createSubmissionKey: (projectId: ApiContext["projectId"], id: string) => (keys.push(id), ctx.vault.createSubmissionKey(projectId, id)) };
      expect(await outcomeOf(step1({ ...ctx, vault, storage: createFolderImageStore(path.join(folder, "images")) }))).toBe("400 save_image_error");
      expect(await rowsOf(ctx)).toEqual([]);
      await expect(ctx.vault.submissionKey(ctx.projectId, keys[0] ?? "")).rejects.toMatchObject({ name: "KeyMissingError" });
      await rm(folder, { recursive: true });
    }));
});

describe("an Idempotency-Key", () => {
  const request = (ctx: ApiContext, body = "a") => ({ apiKeyId: ctx.actor.apiKeyId, route: "step1", key: "one", bodyHash: Buffer.from(body.padEnd(32)) });
  const claim = async (ctx: ApiContext) => {
    const claimed = await claimRequest(ctx, request(ctx));
    if (!("claim" in claimed)) throw new Error("There is an answer already.");
    return claimed.claim;
  };

  test("keeps the answer of a failed try, which counts once", () =>
    withClient({}, async (ctx) => {
      double.program("readZone", "*", { facts: { isWhole: false } });
      const answer = await step1({ ...ctx, claim: await claim(ctx) });
      expect(await claimRequest(ctx, request(ctx))).toEqual({ answer });
      await expect(claimRequest(ctx, request(ctx, "b"))).rejects.toMatchObject({ status: 422 });
      expect(await rowsOf(ctx)).toMatchObject([{ retryCount: 1 }]);
    }));

  test("is refused while the first request runs, and free after one that wrote nothing", () =>
    withClient({}, async (ctx) => {
      const first = await claim(ctx);
      await expect(claimRequest(ctx, request(ctx))).rejects.toMatchObject({ status: 409, headers: { "retry-after": "2" } });
      await first.release();
      expect(await claim(ctx)).toBeDefined();
    }));
});
