import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { findBankAuthentication } from "@/db/queries/bank-authentications";
import { listAttempts } from "@/db/queries/attempts";
import { listChain } from "@/db/queries/audit";
import { hour, intakeTests, later, passed, rowsOf, step2 } from "@/db/test/intake";
import { noEngines } from "@/db/test/make-client";
import { preStep2AnswerSchema, type PreStep2Answer, type PreStep2Input } from "@/lib/contracts/v3/prestep2";
import { verifyAudit } from "./verify-audit";
import type { ApiContext } from "./context";
import { openBankAuthentication } from "./sealed-bank";
import { submitPreStep2 } from "./submit-prestep2";

const { double, withClient } = await intakeTests();
const on = { bankAuthentication: true } as const;

const preStep2 = async (ctx: ApiContext, submissionId: string, given: Partial<PreStep2Input> = {}): Promise<PreStep2Answer> =>
  preStep2AnswerSchema.parse(await submitPreStep2(ctx, { submissionId, requestType: "occupancy", userName: "Kim Minseo", bankCode: "004", accountNumber: "1234567890", ...given }));

const refuse = (outcome: string) => double.program("transferOneWon", "*", { facts: { outcome } });

test("a transfer that was sent is sealed with its code, and a later one takes its place", () =>
  withClient(on, async (ctx) => {
    const id = await passed(ctx);
    expect(await preStep2(ctx, id)).toEqual({ statusCode: 200, message: "success", success: true });
    double.program("transferOneWon", "*", { facts: { code: "777", holderName: "Kim Min-seo" } });
    await preStep2(later(ctx, 1000), id);
    const stored = await findBankAuthentication(ctx.db, ctx.projectId, id);
    expect(stored?.requestedAt).toEqual(later(ctx, 1000).now);
    const key = await ctx.vault.submissionKey(ctx.projectId, id);
    expect(openBankAuthentication(key, stored?.sealed ?? Buffer.alloc(0))).toEqual({ userName: "Kim Minseo", code: "777", holderName: "Kim Min-seo" });
    expect(await listAttempts(ctx.db, ctx.projectId, id)).toMatchObject([{ step: "step1" }, { step: "prestep2", countsAsTry: false }, { step: "prestep2", number: 3 }]);
  }));

test.each(["invalid_bank_code", "invalid_account_number", "transfer_failed"])("%s is a failed try, and the third one is the rejection", (retryCode) =>
  withClient(on, async (ctx) => {
    refuse(retryCode);
    const id = await passed(ctx);
    const answers = [await preStep2(ctx, id), await preStep2(ctx, id), await preStep2(ctx, id)];
    expect(answers).toMatchObject([1, 2, 3].map((retryCount) => ({ statusCode: 200, success: false, retryCode, retryCount })));
    expect(answers.slice(0, 2)).not.toContainEqual(expect.objectContaining({ kycStatus: expect.anything() }));
    expect(answers[2]).toMatchObject({ submissionId: id, retry: [{ retryCode }], kycStatus: "rejected", comment: ["Multiple invalid KYC attempts"], commentCode: ["too_many_retry"] });
    expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", retryCount: 3, reviewer: "system", releasedAt: ctx.now }]);
    expect((await listChain(ctx.db, ctx.projectId, 1, 10)).map((entry) => entry.action)).toEqual(["submission.step1", ...Array<string>(3).fill("submission.prestep2"), "submission.rejected"]);
    expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    await expect(preStep2(ctx, id)).rejects.toMatchObject({ body: { errorCode: "invalid_submission_id" } });
  }));

test("shares the count with Step 2", () =>
  withClient(on, async (ctx) => {
    const id = await passed(ctx);
    refuse("invalid_bank_code");
    await preStep2(ctx, id);
    double.reset();
    await preStep2(ctx, id);
    double.program("compareFaces", "*", { facts: { score: 1 } });
    expect(await step2(ctx, id, { userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" })).toMatchObject({ retryCount: 2 });
  }));

test("a transfer that could not be made counts for nothing", () =>
  withClient(on, async (ctx) => {
    const id = await passed(ctx);
    double.program("transferOneWon", "*", { status: 500 });
    const none = { ...ctx, engines: noEngines };
    for (const each of [ctx, none]) expect(await preStep2(each, id)).toMatchObject({ success: false, retryCode: "transfer_failed", retryCount: 0 });
  }));

test("is refused for an unknown submission, after 72 hours, and while the project checks no account: nothing is sent", () =>
  withClient(on, async (ctx) => {
    const id = await passed(ctx);
    await expect(preStep2(ctx, randomUUID())).rejects.toMatchObject({ body: { errorCode: "no_submission" } });
    await expect(preStep2(later(ctx, 72 * hour + 1), id)).rejects.toMatchObject({ body: { errorCode: "exceeded_72hour_limit" } });
    await withClient({}, async (other) => expect(preStep2(other, await passed(other))).rejects.toMatchObject({ body: { errorCode: "invalid_bank_authentication" } }));
    expect(double.calls.map(({ operation }) => operation)).not.toContain("transferOneWon");
  }));
