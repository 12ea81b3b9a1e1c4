import { writeFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listAttempts } from "@/db/queries/attempts";
import { images } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";
import { intakeTests, outcomeOf, passed, refuseInserts, rowsOf, step1, step2 } from "@/db/test/intake";
import { makeClient } from "@/db/test/make-client";
import { testPool } from "@/db/test/with-rollback";
import type { ProjectOptions } from "@/lib/kyc/options";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import type { ApiContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { claimRequest } from "./idempotency";

const { stores, double, engines, withOwnDatabase } = await intakeTests();
const wrongBirth = { date_of_birth: "1994-05-13" };

/** Races need committed rows and connections of their own. */
const committed = async (body: (ctx: ApiContext) => Promise<void>, options: Partial<ProjectOptions> = {}) =>
  body((await makeClient(createDatabase(testPool()), stores, engines, options)).ctx);

const filesOf = async (ctx: ApiContext, submissionId: string) => (await ctx.db.select().from(images).where(eq(images.submissionId, submissionId))).map(({ kind }) => kind).sort();

test("two incompletes of one e-mail that finish together: one waits, the other is told reviewing and keeps nothing", () =>
  committed(async (ctx) => {
    const ids = [await passed(ctx), await passed(ctx)];
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(step2(ctx, id, wrongBirth))));
    expect(outcomes.sort()).toEqual(["400 reviewing", "pending"]);
    const loser = (await rowsOf(ctx)).find(({ status }) => status === "incomplete");
    expect(loser).toMatchObject({ version: 1, claimed: null, retryCount: 0 });
    expect(await filesOf(ctx, loser?.id ?? "")).toEqual(["idImage"]);
    expect(await listAttempts(ctx.db, ctx.projectId, loser?.id ?? "")).toHaveLength(1);
  }));

test("Step 2 twice at once: one wins, the other is told that the submission is finished", () =>
  committed(async (ctx) => {
    const id = await passed(ctx);
    const outcomes = await Promise.all([outcomeOf(step2(ctx, id)), outcomeOf(step2(ctx, id))]);
    expect(outcomes.sort()).toEqual(["400 invalid_submission_id", "approved"]);
    expect(await listAttempts(ctx.db, ctx.projectId, id)).toHaveLength(2);
    expect(await filesOf(ctx, id)).toEqual(["idImage", "selfieImage"]);
  }));

test("Step 2 at once with a Step 1 that begins anew: whichever comes second is refused, and the images fit what was read", () =>
  committed(async (ctx) => {
    const submissionId = await passed(ctx);
    const outcomes = await Promise.all([outcomeOf(step1(ctx, { submissionId })), outcomeOf(step2(ctx, submissionId))]);
    expect([["incomplete", "400 invalid_submission_id"], ["400 invalid_input_format", "approved"]]).toContainEqual(outcomes);
  }));

test("an erasure between the engines and the end of Step 2 leaves no face in the index", () =>
  committed(async (ctx) => {
    const id = await passed(ctx);
    let erased: Promise<void> | null = null;
    const erase = () => (erased ??= eraseSubmission({ ...ctx, actor: { kind: "system" } }, id));
    const storage = { ...ctx.storage, put: async (bytes: Buffer) => erase().then(() => ctx.storage.put(bytes)) };
    expect(await outcomeOf(step2({ ...ctx, storage }, id))).toBe("400 no_submission");
    expect(double.calls.filter(({ operation }) => ["indexFace", "forgetFace"].includes(operation)).map(({ operation }) => operation)).toEqual(["indexFace", "forgetFace", "forgetFace"]);
    expect(await filesOf(ctx, id)).toEqual([]);
  }, { faceDuplication: true }));

test("two Step 2 of one person under two e-mails at once: where duplicates are rejected, one is", () =>
  committed(async (ctx) => {
    const ids = [await passed(ctx), await passed(ctx, { email: "b@example.com" })];
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(step2(ctx, id))));
    expect(outcomes.sort()).toEqual(["approved", "rejected"]);
  }, { rejectDuplicateUser: true }));

test.each<[string, Partial<ProjectOptions>, string]>([
  ["e-mail", { approvedPeriodBy: ["email"] }, "anna@example.com"],
  ["identity", { approvedPeriodBy: ["identity"] }, "b@example.com"],
])("two Step 2 of one %s at once: within the Approved Period one is approved, the other refused", (_name, options, email) =>
  committed(async (ctx) => {
    const ids = [await passed(ctx), await passed(ctx, { email })];
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(step2(ctx, id))));
    expect(outcomes.sort()).toEqual(["400 rejected_submission", "approved"]);
    expect((await rowsOf(ctx)).map(({ status }) => status).sort()).toEqual(["approved", "incomplete"]);
  }, { approvedPeriodDays: 30, ...options }));

test("a transaction that fails keeps no file, no try and no answer, and the same request may come again", () =>
  withOwnDatabase(async (ctx) => {
    const id = await passed(ctx);
    const request = { apiKeyId: ctx.actor.apiKeyId, route: "step2", key: "one", bodyHash: Buffer.alloc(32) };
    const claimed = await claimRequest(ctx, request);
    if (!("claim" in claimed)) throw new Error("There is an answer already.");
    await refuseInserts(ctx.db, "decisions");
    await expect(step2({ ...ctx, claim: claimed.claim }, id)).rejects.toMatchObject({ cause: { message: "refused" } });
    await claimed.claim.release();
    expect(await filesOf(ctx, id)).toEqual(["idImage"]);
    expect(await rowsOf(ctx)).toMatchObject([{ status: "incomplete", version: 1 }]);
    expect(await claimRequest(ctx, request)).toHaveProperty("claim");
    await ctx.db.execute("drop trigger refuse_insert on decisions");
    expect(await outcomeOf(step2(ctx, id))).toBe("approved");
  }));

test("a storage folder that is a file keeps nothing of Step 2", () =>
  committed(async (ctx) => {
    const id = await passed(ctx);
    const folder = mkdtempSync(path.join(tmpdir(), "verdict-broken-"));
    await writeFile(path.join(folder, "images"), "a file");
    const broken = createFolderImageStore(path.join(folder, "images"));
    await expect(step2({ ...ctx, storage: { ...broken, get: (key) => ctx.storage.get(key) } }, id)).rejects.toThrow();
    rmSync(folder, { recursive: true });
    expect(await rowsOf(ctx)).toMatchObject([{ status: "incomplete", version: 1 }]);
    expect(double.refusals).toEqual([]);
  }));

test("an answer is kept with its outcome: a repeated request decides nothing more", () =>
  committed(async (ctx) => {
    const id = await passed(ctx);
    const request = { apiKeyId: ctx.actor.apiKeyId, route: "step2", key: "one", bodyHash: Buffer.alloc(32) };
    const claimed = await claimRequest(ctx, request);
    if (!("claim" in claimed)) throw new Error("There is an answer already.");
    const answer = await step2({ ...ctx, claim: claimed.claim }, id);
    expect(await claimRequest(ctx, request)).toEqual({ answer });
    expect(await ctx.db.select().from(submissions).where(eq(submissions.id, id))).toMatchObject([{ status: "approved", version: 2 }]);
  }));
