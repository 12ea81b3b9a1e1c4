import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listChain } from "@/db/queries/audit";
import { listAttempts } from "@/db/queries/attempts";
import { images } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";
import { withdrawnDocuments } from "@/db/schema/withdrawn-documents";
import { back, front, hour, intakeTests, later, outcomeOf, rowsOf, step1, validating } from "@/db/test/intake";
import { makeClient, noEngines } from "@/db/test/make-client";
import { sha256Of } from "@/e2e/engine-double";
import { readFields } from "@/e2e/engine-facts";
import type { Step1Input } from "@/lib/contracts/v3/step1";
import type { ProjectOptions } from "@/lib/kyc/options";
import { verifyAudit } from "./verify-audit";

const { stores, double, engines, withClient } = await intakeTests();
const card: Partial<Step1Input> = { issuingCountry: "DEU", idType: "government_id" };
const licence: Partial<Step1Input> = { issuingCountry: "USA", idType: "drivers_license" };

describe("a Step 1 that succeeds", () => {
  test("stores what was read, sealed where it must be, with the images, the try and its audit entry", () =>
    withClient({}, async (ctx) => {
      const answer = await step1(ctx, { userid: "u-1", customFields: ["a", null, "c"], customOptions: { ageLimit: false } });
      expect(answer).toMatchObject({ verificationResult: "success", kycStatus: "incomplete", retryCount: 0, ocr: { fullName: "Kim Minseo", documentNumber: "M70689098", idType: "passport" } });
      const [row] = await rowsOf(ctx);
      expect(row).toMatchObject({
        id: answer.submissionId, source: "api", status: "incomplete", email: "anna@example.com", userid: "u-1", customFields: ["a", null, "c"], customOptions: { ageLimit: false },
        issuingCountry: "UTO", fullName: "Kim Minseo", birthDate: "1994-05-12", ipAddress: "192.0.2.7", step1PassedAt: ctx.now, stepClockAt: ctx.now, optionsVersion: 1,
        flags: [], claimed: null, printed: { fullName: "Kim Minseo" }, mrz: { fullName: "Kim Minseo" },
      });
      const [attempt, ...more] = await listAttempts(ctx.db, ctx.projectId, answer.submissionId);
      expect(attempt).toMatchObject({ step: "step1", number: 1, countsAsTry: false, retryCodes: [] });
      expect(attempt?.checks.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual(["document_detection ok", "image_inspection ok", "printed_text ok", "mrz ok", "forensics ok"]);
      expect(more).toEqual([]);
      const [image] = await ctx.db.select().from(images).where(eq(images.submissionId, answer.submissionId));
      expect(image?.sha256.toString("hex")).toBe(sha256Of(front));
      expect((await listChain(ctx.db, ctx.projectId, 0, 10)).map((entry) => `${entry.actorKind} ${entry.action}`)).toEqual(["system project.created", "client submission.step1"]);
      const raw = (await ctx.vault.submissionKey(ctx.projectId, answer.submissionId)).open(row?.ocrRaw ?? Buffer.alloc(0), "ocr_raw").toString();
      expect(JSON.parse(raw)).toHaveProperty(["printed_text.front", "isUpright"], true);
    }));

  test("again before Step 2 replaces the images and counts nothing", () =>
    withClient({}, async (ctx) => {
      const { submissionId } = await step1(ctx);
      expect(await step1(later(ctx, 1000), { submissionId }, { front: back })).toMatchObject({ submissionId, retryCount: 0 });
      const stored = await ctx.db.select().from(images).where(eq(images.submissionId, submissionId)).orderBy(images.createdAt);
      expect(stored.map(({ sha256, supersededAt }) => [sha256.toString("hex") === sha256Of(front), supersededAt === null])).toEqual([[true, false], [false, true]]);
      expect(await rowsOf(ctx)).toMatchObject([{ version: 2, stepClockAt: ctx.now }]);
    }));

  test("without an engine records every check as not run", () =>
    withClient({}, async (ctx) => {
      await step1({ ...ctx, engines: noEngines });
      expect(await rowsOf(ctx)).toMatchObject([{ flags: ["not_run:document_detection", "not_run:printed_text", "not_run:mrz"], printed: null, mrz: null, fullName: null, issuingCountry: "UTO" }]);
    }));

  test("of universal takes the type that detection saw, and asks for its zone", () =>
    withClient({ universal: true }, async (ctx) => {
      expect(await step1(ctx, { idType: "universal" }, { back })).toMatchObject({ ocr: { idType: "passport" } });
      expect(double.calls.map(({ operation }) => operation)).toContain("readZone");
    }));

  test("of universal, whose type nobody saw, leaves it open", () =>
    withClient({ universal: true }, async (ctx) => {
      double.program("detectDocument", "*", { facts: { idType: null } });
      expect(await step1(ctx, { idType: "universal" }, { back })).toMatchObject({ ocr: { idType: null } });
      expect(await rowsOf(ctx)).toMatchObject([{ idType: null }]);
    }));
});

describe("every code of a failed try", () => {
  const fields = (given: Parameters<typeof readFields>[0]) => ({ facts: { fields: readFields(given) } });
  const clear = { fullName: "Anna Eriksson", birthDate: "1990-01-01", documentNumber: "X1", issueDate: "2020-01-01", expireDate: "2099-01-01", issuingCountry: "UTO" };
  const without = (field: keyof typeof clear) => fields(Object.fromEntries(Object.entries(clear).filter(([name]) => name !== field)));
  type Case = [code: string, program: () => void, given?: Partial<Step1Input>, options?: Partial<ProjectOptions>];
  const program = double.program;
  const other = sha256Of(back);
  const zoneless = () => program("readZone", "*", { facts: { fields: {} } });
  const findings = ["recaptured_document", "screen_detected", "image_forgery", "feature_verification_failed", "image_edited", "fake_id", "artificial_image", "artificial_text", "text_forgery", "black_white_document"];
  const missing = { missing_expiry_date: "expireDate", missing_issue_date: "issueDate", missing_birth_date: "birthDate", missing_document_number: "documentNumber", missing_name: "fullName" } as const;

  const cases: Case[] = [
    ["mrz_protocol_fail", () => program("readZone", "*", { facts: { isWhole: false } })],
    ["barcode_protocol_fail", () => program("readBarcode", other, { facts: { isWhole: false } }), licence],
    ["invalid_back_document", () => program("detectDocument", other, { facts: { side: "front" } }), card, validating],
    ["document_country_mismatch", () => program("detectDocument", other, { facts: { country: "FRA" } }), card, validating],
    ["document_expired", () => program("detectDocument", "*", { facts: { isExpired: true } }), {}, validating],
    ["document_name_mismatch", () => program("readText", other, fields({ fullName: "Boris Karloff" })), card, validating],
    ["document_dob_mismatch", () => program("readText", other, fields({ birthDate: "1980-01-01" })), card, validating],
    ...Object.entries(missing).map(([code, field]): Case => [code, () => (zoneless(), program("readText", "*", without(field))), {}, validating]),
    ["missing_personal_number", () => program("readText", "*", fields({ fullName: "김민서", issueDate: "2020-01-01" })), { issuingCountry: "KOR", idType: "government_id" }, validating],
    ["glare_detected", () => program("inspectImage", "*", { facts: { glare: 21 } }), {}, validating],
    ["image_too_blurry", () => program("inspectImage", "*", { facts: { sharpness: 29 } }), {}, validating],
    ["check_digit_failed", () => program("readZone", "*", { facts: { checkDigits: "invalid" } }), {}, validating],
    ["physical_document_missing", () => program("readText", "*", { facts: { isUpright: false } }), {}, validating],
    ["expired_id", () => (zoneless(), program("readText", "*", fields({ ...clear, expireDate: "2020-01-01" }))), {}, validating],
    ["Id_livness_fail", () => program("checkDocumentLiveness", "*", { facts: { screenReplay: 49, paperPrinted: 49 } }), {}, { idLivenessPipelines: ["screenReplay", "replacePortraits", "paperPrinted"] }],
    ...findings.map((finding): Case => [finding, () => program("findForgery", "*", { facts: { findings: [finding] } }), {}, validating]),
  ];

  test.each(cases)("%s", (code, prepare, given = {}, options = {}) =>
    withClient(options, async (ctx) => {
      prepare();
      const isTwoSided = given.idType === "drivers_license" || given.issuingCountry === "DEU";
      expect(await outcomeOf(step1(ctx, given, { back: isTwoSided ? back : null }))).toBe(`incomplete ${code}`);
      expect(await rowsOf(ctx)).toMatchObject([{ status: "incomplete", retryCount: 1, step1PassedAt: null }]);
    }));

  test("come together, cost one count, and name the pipelines of liveness", () =>
    withClient({ ...validating, idLivenessPipelines: ["screenReplay", "paperPrinted"] }, async (ctx) => {
      double.program("inspectImage", "*", { facts: { glare: 90 } });
      double.program("checkDocumentLiveness", "*", { facts: { screenReplay: 1, paperPrinted: 1 } });
      expect(await step1(ctx)).toMatchObject({
        retryCount: 1, kycStatus: "incomplete",
        retry: [{ retryCode: "glare_detected" }, { retryCode: "Id_livness_fail", retryMsg: "Liveness validation of Id image failed. Failed for: Screen replay, Paper printed" }],
      });
    }));
});

describe("the order of Step 1", () => {
  const notAnId = () => double.program("detectDocument", "*", { facts: { isId: false } });

  test("tells a wrong submissionId before all else, and gives another project's, a finished and a strange e-mail's the same answer", () =>
    withClient({}, async (ctx, db) => {
      const { ctx: other } = await makeClient(db, stores, engines);
      const { submissionId: foreign } = await step1(other);
      const { submissionId: strange } = await step1(ctx, { email: "somebody@example.com" });
      const { submissionId: finished } = await step1(ctx, { issuingCountry: "IRN" });
      for (const submissionId of [foreign, strange, finished, randomUUID()])
        await expect(step1(ctx, { submissionId }, { front: Buffer.from("no image") })).rejects.toMatchObject({
          status: 400, body: { errorCode: "invalid_input_format", message: "Invalid input type: submissionId", errors: [{ code: "invalid_input_format" }] },
        });
    }));

  test("tells reviewing while a case is pending, and while one is decided and not released, before the image", () =>
    withClient({}, async (ctx, db) => {
      const { submissionId } = await step1(ctx);
      await db.update(submissions).set({ status: "pending", pendingAt: ctx.now }).where(eq(submissions.id, submissionId));
      const run = step1(ctx, { email: " Anna@Example.com " }, { front: Buffer.from("no image") });
      await expect(run).rejects.toMatchObject({ body: { errorCode: "reviewing", message: " Anna@Example.com ’s KYC is currently reviewing. Please wait." } });
      const { submissionId: second } = await step1(ctx, { email: "b@example.com", issuingCountry: "IRN" });
      await db.update(submissions).set({ releasedAt: null }).where(eq(submissions.id, second));
      expect(await outcomeOf(step1(ctx, { email: "b@example.com" }))).toBe("400 reviewing");
    }));

  test("tells the Rejected Period by e-mail before the image, for N × 24 hours and not a millisecond longer", () =>
    withClient({ rejectedPeriodDays: 1 }, async (ctx) => {
      await step1(ctx, { issuingCountry: "IRN" });
      await expect(step1(later(ctx, 24 * hour - 1), {}, { front: Buffer.alloc(0) })).rejects.toMatchObject({
        body: { errorCode: "rejected_submission", message: "anna@example.com has an existing rejected submission. Not available to submit due to ‘rejected period’ option to prevent duplication." },
      });
      expect(await outcomeOf(step1(later(ctx, 1), { customOptions: { rejectPeriod: false } }))).toBe("incomplete");
      expect(await outcomeOf(step1(later(ctx, 24 * hour)))).toBe("incomplete");
    }));

  test.each<[string, Partial<ProjectOptions>, string]>([
    ["by address, when it is chosen", { rejectedPeriodBy: ["ipAddress"] }, "400 rejected_submission"],
    ["by identity, when it is chosen", { rejectedPeriodBy: ["identity"] }, "400 rejected_submission"],
    ["by nothing but the e-mail else", {}, "incomplete"],
  ])("tells the Rejected Period %s", (_name, options, outcome) =>
    withClient({ rejectedPeriodDays: 30, ...options }, async (ctx) => {
      await step1(ctx, { issuingCountry: "IRN" });
      expect(await outcomeOf(step1(later(ctx, 1), { email: "other@example.com" }))).toBe(outcome);
    }));

  test("tells a broken image before any engine is asked, and 413 for one that is too large", () =>
    withClient({}, async (ctx) => {
      for (const bytes of [Buffer.alloc(0), Buffer.from("<svg/>"), front.subarray(0, 200)]) expect(await outcomeOf(step1(ctx, {}, { front: bytes }))).toBe("400 invalid_id_image");
      expect(await outcomeOf(step1(ctx, {}, { front: Buffer.alloc(3_000_000) }))).toBe("413 invalid_id_image");
      expect(double.calls).toEqual([]);
      expect(await rowsOf(ctx)).toEqual([]);
    }));

  test("tells that it is no ID before anything is read, and the Rejected Period by identity after it", () =>
    withClient({ rejectedPeriodDays: 30, rejectedPeriodBy: ["identity"], ...validating }, async (ctx) => {
      await step1(ctx, { issuingCountry: "IRN" });
      double.reset();
      notAnId();
      expect(await outcomeOf(step1(ctx, { email: "other@example.com" }))).toBe("400 not_an_id");
      expect(double.calls.map(({ operation }) => operation)).toEqual(["detectDocument"]);
      double.reset();
      double.program("findForgery", "*", { status: 500 });
      expect(await outcomeOf(step1(ctx, { email: "other@example.com" }))).toBe("400 rejected_submission");
    }));

  test.each<[string, () => void, Partial<ProjectOptions>, Partial<Step1Input>?]>([
    ["id_detection_error", () => double.program("detectDocument", "*", { status: 500 }), {}],
    ["not_an_id", notAnId, {}],
    ["id_image_error", () => double.program("inspectImage", "*", { status: 500 }), {}],
    ["id_validation_error", () => double.program("findForgery", "*", { status: 500 }), validating],
    ["id_liveness_error", () => double.program("checkDocumentLiveness", "*", { status: 500 }), { idLivenessPipelines: ["screenReplay"] }],
    ["ocr_fail", () => undefined, { aiSupportedOnly: true }, { issuingCountry: "DEU", idType: "visa" }],
  ])("%s is an error: nothing is kept, and nothing counts", (code, prepare, options, given = {}) =>
    withClient(options, async (ctx) => {
      prepare();
      expect(await outcomeOf(step1(ctx, given))).toBe(`400 ${code}`);
      expect(await rowsOf(ctx)).toEqual([]);
    }));

  test("invalid_id is told of a document that the project's table has as withdrawn", () =>
    withClient({}, async (ctx, db) => {
      await db.insert(withdrawnDocuments).values({ projectId: ctx.projectId, country: "UZB", idType: "passport", issuedBefore: null, createdAt: ctx.now });
      expect(await outcomeOf(step1(ctx, { issuingCountry: "UZB" }))).toBe("400 invalid_id");
    }));
});

describe("an automatic rejection", () => {
  test.each<[string, Partial<Step1Input>, Partial<ProjectOptions>, string, string]>([
    ["Blacklist Country by the country as given", { issuingCountry: "IRN" }, {}, "blacklistCountry", "According to the policy, we do not accept KYC from Iran."],
    ["Age Limit by the birth date as read", {}, { ageLimit: 100 }, "under_ageLimit", "We do not accept KYC anyone under 100 years old."],
    ["ID Type", {}, { acceptedIdTypes: ["visa"] }, "invalid_acceptedID", "Inacceptable ID type. Please resubmit with another ID, check the valid ID on the submission page."],
  ])("%s", (_name, given, options, code, message) =>
    withClient(options, async (ctx) => {
      expect(await step1(ctx, given)).toMatchObject({ kycStatus: "rejected", retryCount: 0, commentCode: [code], comment: [message] });
      expect(await rowsOf(ctx)).toMatchObject([{ status: "rejected", reviewer: "system", decidedAt: ctx.now, releasedAt: ctx.now, kycResultAt: ctx.now }]);
      expect((await listChain(ctx.db, ctx.projectId, 1, 10)).map((entry) => `${entry.actorKind} ${entry.action}`)).toEqual(["client submission.step1", "system submission.rejected"]);
      expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("is not made of what custom options switch off", () =>
    withClient({ ageLimit: 100 }, async (ctx) => {
      expect(await outcomeOf(step1(ctx, { issuingCountry: "IRN", customOptions: { blacklistCountries: false, ageLimit: false } }))).toBe("incomplete");
    }));
});
