import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listAttempts } from "@/db/queries/attempts";
import { listChain } from "@/db/queries/audit";
import { images } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";
import { back, front, hour, intakeTests, later, outcomeOf, passed, rowsOf, step1, step2 } from "@/db/test/intake";
import { makeClient, noEngines } from "@/db/test/make-client";
import { readFields } from "@/e2e/engine-facts";
import type { Step1Input } from "@/lib/contracts/v3/step1";
import type { Step2Field } from "@/lib/contracts/v3/step2";
import type { ProjectOptions } from "@/lib/kyc/options";
import { submitPreStep2 } from "./submit-prestep2";
import { eraseSubmission } from "./erase-submission";
import { verifyAudit } from "./verify-audit";

const { stores, double, engines, withClient } = await intakeTests();
type Given = Partial<Record<Step2Field, string>>;
const bankOn = { bankAuthentication: true } as const;
const account = { requestType: "occupancy", userName: "Kim Minseo", bankCode: "004", accountNumber: "1234567890" } as const;
const bankFields: Given = { userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" };
const korean: Partial<Step1Input> = { issuingCountry: "KOR", idType: "government_id" };
const koreanFields: Given = { identity_number: "9405122345678", date_of_issue: "2021-01-10", document_number: "" };

describe("a Step 2 that finishes", () => {
  test("is approved when everything that was claimed is what was read: released at once, by the system", () =>
    withClient({ selfieLiveness: true }, async (ctx) => {
      const id = await passed(ctx);
      expect(await step2(ctx, id, { address_input: "Main St 1", formatted_address: "Main St 1, Zagreb" })).toEqual({ verificationResult: "success", faceSimilarityScore: 97, livenessScore: 96, kycStatus: "approved", retryCount: 0 });
      expect(await rowsOf(ctx)).toMatchObject([{
        status: "approved", version: 2, reviewer: "system", kycResultAt: ctx.now, decidedAt: ctx.now, releasedAt: ctx.now, flags: [], claimed: { fullName: "Kim Minseo" },
        address: { input: "Main St 1", formatted: "Main St 1, Zagreb" }, pendingAt: null,
      }]);
      const [, attempt] = await listAttempts(ctx.db, ctx.projectId, id);
      expect(attempt).toMatchObject({ step: "step2", number: 2, countsAsTry: false, faceSimilarityScore: 97, livenessScore: 96 });
      expect(attempt?.checks.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual(["face_match ok", "selfie_liveness ok"]);
      const kept = await ctx.db.select().from(images).where(eq(images.submissionId, id));
      expect(kept.map(({ kind }) => kind).sort()).toEqual(["idImage", "selfieImage"]);
      expect((await listChain(ctx.db, ctx.projectId, 1, 10)).map((entry) => `${entry.actorKind} ${entry.action}`)).toEqual(["client submission.step1", "client submission.step2", "system submission.approved"]);
      expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test.each<[string, Partial<ProjectOptions>, Partial<Step1Input>, Given, Record<string, Buffer> | undefined, string[]]>([
    ["a claimed field differs", {}, {}, { date_of_birth: "1994-05-13" }, undefined, ["field_mismatch:birthDate"]],
    ["its document is not supported", {}, { issuingCountry: "DEU", idType: "visa" }, {}, undefined, ["unsupported_document"]],
    ["a person must look at the proof of address", { proofOfAddress: true }, {}, {}, { faceImage: back, addressImage: front }, ["address_document"]],
  ])("waits when %s", (_name, options, given, fields, files, flags) =>
    withClient(options, async (ctx) => {
      expect(await step2(ctx, await passed(ctx, given), fields, files)).toMatchObject({ kycStatus: "pending" });
      expect(await rowsOf(ctx)).toMatchObject([{ status: "pending", pendingAt: ctx.now, kycResultAt: null, decisionId: null, flags }]);
    }));

  test("waits with what was not run, and gives no score for it", () =>
    withClient({}, async (ctx) => {
      const without = { ...ctx, engines: noEngines };
      expect(await step2(without, await passed(without))).toMatchObject({ kycStatus: "pending", faceSimilarityScore: null, livenessScore: null });
      expect(await rowsOf(ctx)).toMatchObject([{ flags: ["not_run:document_detection", "not_run:printed_text", "not_run:mrz", "not_run:face_match"] }]);
    }));

  test("is rejected in the project's own words where nobody looks, and keeps its flags", () =>
    withClient({ automatedProcessingOnly: true }, async (ctx) => {
      expect(await outcomeOf(step2(ctx, await passed(ctx), { date_of_birth: "1994-05-13" }))).toBe("rejected");
      expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", flags: ["field_mismatch:birthDate"] }]);
    }));

  test("evaluates the rules again on what is final, under the stored custom options", () =>
    withClient({ ageLimit: 30 }, async (ctx) => {
      expect(await outcomeOf(step2(ctx, await passed(ctx), { date_of_birth: "2010-01-01" }))).toBe("rejected");
      const free = await passed(ctx, { email: "b@example.com", customOptions: { ageLimit: false } });
      expect(await outcomeOf(step2(ctx, free, { date_of_birth: "2010-01-01" }))).toBe("pending");
    }));

  test("of the same person as an approved one is rejected as a duplicate, unless parts of that one were deleted", () =>
    withClient({ rejectDuplicateUser: true }, async (ctx, db) => {
      const first = await passed(ctx);
      expect(await outcomeOf(step2(ctx, first))).toBe("approved");
      expect(await outcomeOf(step2(ctx, await passed(ctx, { email: "b@example.com" })))).toBe("rejected");
      await db.update(submissions).set({ isOutOfDuplicates: true }).where(eq(submissions.id, first));
      expect(await outcomeOf(step2(ctx, await passed(ctx, { email: "c@example.com" })))).toBe("approved");
    }));

  test("with a face that two approved ones have is rejected; candidates do not count", () =>
    withClient({ faceDuplication: true }, async (ctx) => {
      const outcomes: string[] = [];
      for (const email of ["a@example.com", "b@example.com", "c@example.com"]) outcomes.push(await outcomeOf(step2(ctx, await passed(ctx, { email }))));
      expect(outcomes).toEqual(["approved", "approved", "rejected"]);
      await ctx.db.update(submissions).set({ isOutOfDuplicates: true }).where(and(eq(submissions.projectId, ctx.projectId), eq(submissions.email, "a@example.com")));
      expect(await outcomeOf(step2(ctx, await passed(ctx, { email: "d@example.com" })))).toBe("approved");
    }));

  test("of a Korean ID that the state does not know waits", () =>
    withClient({ koreanIdVerification: true }, async (ctx) => {
      double.program("readText", "*", { facts: { fields: readFields({ fullName: "Kim Minseo", birthDate: "1994-05-12", nationality: "KOR", gender: "female", identityNumber: "9405122345678", issueDate: "2021-01-10", expireDate: "2099-01-09" }) } });
      expect(await outcomeOf(step2(ctx, await passed(ctx, korean), koreanFields))).toBe("approved");
      double.program("verifyKorean", "*", { facts: { isAuthentic: false } });
      const next = later(ctx, 1);
      expect(await outcomeOf(step2(next, await passed(next, { ...korean, email: "b@example.com" }), koreanFields))).toBe("pending");
      expect((await rowsOf(ctx)).map(({ flags }) => flags)).toEqual([[], ["korean_id_mismatch"]]);
    }));
});

describe("every code of a failed try", () => {
  const faces = (facts: Record<string, unknown>) => () => double.program("compareFaces", "*", { facts });

  test.each<[string, () => void, Partial<ProjectOptions>?, Given?]>([
    ["no_face", faces({ idFaces: 0 })],
    ["face_compare_fail", faces({ isMatch: false })],
    ["face_compare_fail", faces({ selfieFaces: 2 })],
    ["face_compare_underscore", faces({ score: 85 })],
    ["liveness_fail", () => double.program("checkSelfieLiveness", "*", { facts: { score: 50 } }), { selfieLiveness: true }],
    ["bank_authentication_code_fail", () => undefined, bankOn, { ...bankFields, userOccupancyCode: "0000" }],
    ["bank_authentication_name_fail", () => double.program("transferOneWon", "*", { facts: { holderName: "Lee Jun" } }), bankOn, bankFields],
    ["bank_authentication_fail", () => double.program("transferOneWon", "*", { facts: { holderName: "Lee Jun" } }), bankOn, { ...bankFields, userOccupancyCode: "0000" }],
  ])("%s", (code, prepare, options = {}, fields = {}) =>
    withClient(options, async (ctx) => {
      prepare();
      const submissionId = await passed(ctx);
      if (options.bankAuthentication) await submitPreStep2(ctx, { ...account, submissionId });
      expect(await outcomeOf(step2(ctx, submissionId, fields))).toBe(`incomplete ${code}`);
      expect(await rowsOf(ctx)).toMatchObject([{ retryCount: 1, status: "incomplete", claimed: null }]);
    }));

  test("face_detect_error is the house's fault and does not count", () =>
    withClient({}, async (ctx) => {
      double.program("compareFaces", "*", { status: 500 });
      expect(await step2(ctx, await passed(ctx))).toMatchObject({ retry: [{ retryCode: "face_detect_error" }], kycStatus: "incomplete", retryCount: 0 });
    }));

  test("shares the count with Step 1; the third one that fails is the rejection, in the shape of an outcome and of Step 1's", () =>
    withClient({}, async (ctx) => {
      double.program("readZone", "*", { facts: { isWhole: false } }, 1);
      const { submissionId } = await step1(ctx);
      await step1(ctx, { submissionId });
      double.program("compareFaces", "*", { facts: { score: 12 } });
      expect(await step2(ctx, submissionId)).toMatchObject({ retryCount: 2, kycStatus: "incomplete" });
      expect(await step2(ctx, submissionId)).toEqual({
        submissionId, verificationResult: "success", faceSimilarityScore: 12, livenessScore: null, kycStatus: "rejected", retryCount: 3,
        retry: [{ retryCode: "face_compare_underscore", retryMsg: expect.any(String) }], comment: ["Multiple invalid KYC attempts"], commentCode: ["too_many_retry"],
      });
      expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", retryCount: 3 }]);
      expect((await listAttempts(ctx.db, ctx.projectId, submissionId)).map(({ step, countsAsTry }) => [step, countsAsTry])).toEqual([["step1", true], ["step1", false], ["step2", true], ["step2", true]]);
      expect(await outcomeOf(step2(ctx, submissionId))).toBe("400 invalid_submission_id");
    }));

  test("forbids Step 1 from then on", () =>
    withClient({}, async (ctx) => {
      double.program("compareFaces", "*", { facts: { score: 12 } });
      const submissionId = await passed(ctx);
      await step2(ctx, submissionId);
      expect(await outcomeOf(step1(ctx, { submissionId }))).toBe("400 invalid_input_format");
    }));
});

describe("the order of Step 2", () => {
  test("asks for the image, then the submission: of this project, not finished, past Step 1", () =>
    withClient({}, async (ctx, db) => {
      const id = await passed(ctx);
      const { ctx: other } = await makeClient(db, stores, engines);
      expect(await outcomeOf(step2(ctx, id, {}, {}))).toBe("400 invalid_payload");
      expect(await outcomeOf(step2(ctx, "not-an-id"))).toBe("400 invalid_submission_id");
      expect(await outcomeOf(step2(ctx, randomUUID()))).toBe("400 no_submission");
      expect(await outcomeOf(step2(other, id))).toBe("400 no_submission");
      double.program("readZone", "*", { facts: { isWhole: false } });
      expect(await outcomeOf(step2(ctx, await passed(ctx, { email: "b@example.com" })))).toBe("400 invalid_submission_id");
      await db.update(submissions).set({ status: "deleted", statusBeforeErasure: "incomplete" }).where(eq(submissions.id, id));
      expect(await outcomeOf(step2(ctx, id))).toBe("400 no_submission");
    }));

  test.each<[string, Partial<ProjectOptions>, string, string]>([
    ["by e-mail", { approvedPeriodBy: ["email"] }, "anna@example.com", "192.0.2.9"],
    ["by address", { approvedPeriodBy: ["ipAddress"] }, "b@example.com", "192.0.2.7"],
    ["by identity", { approvedPeriodBy: ["identity"] }, "b@example.com", "192.0.2.9"],
  ])("tells the Approved Period %s before the clock and the fields, to the millisecond", (_name, options, email, ipAddress) =>
    withClient({ approvedPeriodDays: 1, ...options }, async (ctx) => {
      await step2(ctx, await passed(ctx));
      const id = await passed({ ...ctx, ipAddress: "192.0.2.8" }, { email });
      const at = (milliseconds: number) => ({ ...later(ctx, milliseconds), ipAddress });
      await expect(step2(at(24 * hour - 1), id)).rejects.toMatchObject({
        body: { errorCode: "rejected_submission", message: `${email} has an existing approved submission. Not available to submit due to ‘approved period’ option to prevent duplication.` },
      });
      expect(await outcomeOf(step2(at(24 * hour), id))).toBe("approved");
    }));

  test("tells a Rejected Period that is known only now with Step 1's message", () =>
    withClient({ rejectedPeriodDays: 30, rejectedPeriodBy: ["identity"] }, async (ctx) => {
      const id = await passed(ctx);
      await step1(ctx, { email: "b@example.com", issuingCountry: "IRN" });
      await expect(step2(ctx, id)).rejects.toMatchObject({ body: { errorCode: "rejected_submission", message: expect.stringContaining("existing rejected submission") } });
    }));

  test("takes 72 hours to the millisecond, and tells a clock that is over before the fields", () =>
    withClient({}, async (ctx) => {
      const id = await passed(ctx);
      expect(await outcomeOf(step2(later(ctx, 72 * hour + 1), id, { name: "" }))).toBe("400 exceeded_72hour_limit");
      expect(await outcomeOf(step2(later(ctx, 72 * hour), id))).toBe("approved");
    }));

  test.each<[string, Partial<ProjectOptions>, Given, Record<string, Buffer>?, Partial<Step1Input>?]>([
    ["missing_parameters", {}, { name: "" }],
    ["missing_parameters", {}, { document_number: "" }],
    ["missing_address", { addressCollection: true }, {}],
    ["invalid_address_image", { proofOfAddress: true }, {}],
    ["invalid_address_image", { proofOfAddress: true }, {}, { faceImage: back, addressImage: Buffer.from("no image") }],
    ["missing_required_field", bankOn, {}],
    ["invalid_bank_authentication", bankOn, bankFields],
    ["invalid_face_image", {}, {}, { faceImage: front.subarray(0, 300) }],
  ])("%s: nothing is kept, and no engine is asked", (code, options, fields, files = { faceImage: back }, given = {}) =>
    withClient(options, async (ctx) => {
      const id = await passed(ctx, given);
      const asked = double.calls.length;
      expect(await outcomeOf(step2(ctx, id, fields, files))).toBe(`400 ${code}`);
      expect(await rowsOf(ctx)).toMatchObject([{ version: 1, retryCount: 0 }]);
      expect(double.calls).toHaveLength(asked);
    }));

  test("invalid_idType where universal left the type open and Step 2 names none", () =>
    withClient({ universal: true }, async (ctx) => {
      double.program("detectDocument", "*", { facts: { idType: null } });
      const id = await passed(ctx, { idType: "universal" }, { back });
      expect(await outcomeOf(step2(ctx, id))).toBe("400 invalid_idType");
      expect(await outcomeOf(step2(ctx, id, { idType: "passport" }))).toBe("pending");
    }));

  test("a code of the bank is good for ten minutes, and for the holder whom PreStep2 named", () =>
    withClient(bankOn, async (ctx) => {
      const submissionId = await passed(ctx);
      await submitPreStep2(ctx, { ...account, submissionId });
      expect(await outcomeOf(step2(later(ctx, 10 * 60_000 + 1), submissionId, bankFields))).toBe("400 invalid_bank_authentication");
      await expect(step2(ctx, submissionId, { ...bankFields, userOccupancyName: "Lee Jun" })).rejects.toMatchObject({
        body: { errorCode: "missing_required_field", message: "1 won authentication fail. The account holder's name doesn't match." },
      });
      expect(await outcomeOf(step2(later(ctx, 10 * 60_000), submissionId, bankFields))).toBe("approved");
    }));

  test.each<[string, string, () => void, Partial<ProjectOptions>]>([
    ["verify_kor_error", "unable to proceed", () => double.program("verifyKorean", "*", { status: 500 }), { koreanIdVerification: true }],
    ["face_validation_error", "Fail to search face to validate duplicated user", () => double.program("searchFace", "*", { status: 500 }), { faceDuplication: true }],
    ["face_validation_error", "Fail to add face image to collection", () => double.program("indexFace", "*", { status: 500 }), { faceDuplication: true }],
  ])("%s (%s) is an error: nothing is kept", (code, message, prepare, options) =>
    withClient(options, async (ctx) => {
      prepare();
      const id = await passed(ctx, korean);
      await expect(step2(ctx, id, koreanFields)).rejects.toMatchObject({ body: { errorCode: code, message: expect.stringContaining(message) } });
      expect(await rowsOf(ctx)).toMatchObject([{ version: 1, status: "incomplete" }]);
    }));
});

test("an erasure takes the face out of the index, and leaves of intake what is nobody's", () =>
  withClient({ faceDuplication: true, ...bankOn }, async (ctx, db) => {
    const submissionId = await passed(ctx, { customFields: ["a", "b", "c"], userid: "u-1" });
    await submitPreStep2(ctx, { ...account, submissionId });
    await step2(ctx, submissionId, { ...bankFields, formatted_address: "Main St 1" });
    await eraseSubmission({ ...ctx, actor: { kind: "system" } }, submissionId);
    expect(await rowsOf(ctx)).toMatchObject([{ status: "deleted", address: null, customFields: null, ipAddress: null, memo: null, ocrRaw: null, userid: null }]);
    const { rows } = await db.execute("select 1 from bank_authentications");
    expect(rows).toEqual([]);
    expect(double.calls.at(-1)).toMatchObject({ operation: "forgetFace", input: { subject: { projectId: ctx.projectId, submissionId } } });
    const [attempt] = await listAttempts(db, ctx.projectId, submissionId);
    expect(attempt).toMatchObject({ step: "step1", number: 1 });
    await expect(ctx.vault.submissionKey(ctx.projectId, submissionId)).rejects.toMatchObject({ name: "KeyMissingError" });
  }));
