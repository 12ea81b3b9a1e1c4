import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { submissions } from "@/db/schema/submissions";
import { withEnginesBut } from "@/db/test/engines";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened, makeLease, noLease, type OpenedDecision } from "@/db/test/make-lease";
import { testNow } from "@/db/test/make-member";
import type { specimenFields } from "@/db/test/make-submission";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import type { Role } from "@/lib/kyc/roles";
import type { MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { getSubmission } from "./get-submission";
import { recordDecision } from "./record-decision";
import { savePolicy } from "./save-policy";
import { verifyAudit } from "./verify-audit";

const stores = testStores();

const rejection = (input: Partial<Extract<OpenedDecision, { outcome: "rejected" }>> = {}): OpenedDecision => ({
  outcome: "rejected", version: 1, codes: [], otherText: null, fields: {}, confirmedHits: [], ...input,
});

/** Rows that a refused write must leave as they were. */
async function everything(db: Database, ctx: MemberContext) {
  const { version, status, final, decision } = await getSubmission(ctx, await onlyCase(db, ctx));
  return { version, status, final, decision, entries: (await listChain(db, ctx.projectId, 0, 100)).length };
}

async function onlyCase(db: Database, ctx: MemberContext): Promise<string> {
  const [row] = await db.select({ id: submissions.id }).from(submissions).where(eq(submissions.projectId, ctx.projectId));
  return row?.id ?? "";
}

const withCase = (body: (ctx: MemberContext, id: string, db: Database) => Promise<void>, claimed: Partial<typeof specimenFields> = {}, role: Role = "agent") =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, role);
    await body(ctx, await makeSubmission(ctx, { claimed, images: ["idImage"] }), db);
  });

describe("correctFields", () => {
  test("saves what hits no rule, keeps the case pending, and appends one audit entry with old and new", () =>
    withCase(async (ctx, id, db) => {
      const saved = await correctOpened(ctx, id, { version: 1, fields: { issuingCountry: "HRV", documentNumber: "X 1234567" } });

      expect(saved).toMatchObject({ status: "pending", version: 2, final: { issuingCountry: "HRV", documentNumber: "X 1234567" }, claimed: { issuingCountry: "HUN" } });
      expect(saved.timeline[0]).toMatchObject({
        action: "submission.corrected", isOwn: true,
        changes: [{ field: "issuingCountry", old: "HUN", new: "HRV" }, { field: "documentNumber", old: "007007007", new: "X 1234567" }],
      });
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("values that change nothing write nothing", () =>
    withCase(async (ctx, id, db) => {
      const before = await everything(db, ctx);
      await correctOpened(ctx, id, { version: 1, fields: { fullName: "  Specimen   Specimen " } });
      expect(await everything(db, ctx)).toEqual(before);
    }));

  test.each([
    ["a hit is refused with its code and message", { issuingCountry: "IRN" }, { status: 409, errorCode: "rule_hit" }],
    ["an age under the limit is refused", { birthDate: "2007-11-24" }, { status: 409, errorCode: "rule_hit" }],
    ["a date that does not exist", { birthDate: "2001-02-30" }, { status: 400, errorCode: "bad_input" }],
    ["a name of 10,000 characters", { fullName: "a".repeat(10_000) }, { status: 400, errorCode: "bad_input" }],
    ["a name in a script that may not be corrected", { fullName: "王小明" }, { status: 422, errorCode: "not_editable" }],
  ])("%s, and nothing is written", (_name, fields, error) =>
    withCase(async (ctx, id, db) => {
      const before = await everything(db, ctx);
      await expect(correctOpened(ctx, id, { version: 1, fields })).rejects.toMatchObject(error);
      expect(await everything(db, ctx)).toEqual(before);
    }));

  test("on the birthday itself the limit is old enough, in the project's zone", () =>
    withCase(async (ctx, id) => {
      const saved = await correctOpened(ctx, id, { version: 1, fields: { birthDate: "2007-11-23" } });
      expect(saved).toMatchObject({ today: "2026-11-23", version: 2 });
    }));

  test("a name in Han letters may not be corrected", () =>
    withCase(
      (ctx, id) => expect(correctOpened(ctx, id, { version: 1, fields: { fullName: "Wang Xiaoming" } })).rejects.toMatchObject({ status: 422 }),
      { fullName: "王小明" },
    ));
});

describe("recordDecision", () => {
  test("approves: status, reviewer, time, decision and audit entry in one transaction", () =>
    withCase(async (ctx, id, db) => {
      const decided = await decideOpened(ctx, id, { outcome: "approved", version: 1 });

      expect(decided).toMatchObject({
        status: "approved", version: 2, reviewer: ctx.actor.email, kycResultAt: testNow.toISOString(),
        decision: { outcome: "approved", codes: [], comments: [], reviewerName: "Mina Park", optionsVersion: 1 },
      });
      expect((await listChain(db, ctx.projectId, 0, 100)).map((entry) => entry.action)).toEqual(["project.created", "submission.imported", "submission.approved"]);
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true, entries: 3 });
    }));

  test("rejects with several codes in the catalogue's order and the messages as rendered then", () =>
    withCase(async (ctx, id) => {
      const decided = await decideOpened(ctx, id, rejection({ codes: ["other", "id_image_badImage"], otherText: "  Please send the other side.  " }));
      expect(decided.decision).toMatchObject({
        codes: ["id_image_badImage", "other"],
        comments: ["Fail to read the ID image. Please take a clear picture of your ID document.", "Please send the other side."],
      });
    }));

  test("a case with an address image can be rejected for it", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "agent");
      const id = await makeSubmission(ctx, { images: ["idImage", "addressImage"] });
      const decided = await decideOpened(ctx, id, rejection({ codes: ["address_image_badImage"] }));
      expect(decided.decision).toMatchObject({ codes: ["address_image_badImage"] });
    }));

  test("a confirmed hit saves correction, evaluation and rejection together, the rule's code put in by the server", () =>
    withCase(async (ctx, id, db) => {
      const decided = await decideOpened(ctx, id, rejection({ fields: { issuingCountry: "IRN" }, confirmedHits: ["blacklist_country"] }));

      expect(decided).toMatchObject({
        status: "rejected", final: { issuingCountry: "IRN" },
        decision: { codes: ["id_info_blacklist"], comments: ["According to the policy, we do not accept KYC from Iran."] },
      });
      expect((await listChain(db, ctx.projectId, 0, 100)).map((entry) => entry.action).slice(-2)).toEqual(["submission.corrected", "submission.rejected"]);
    }));

  test.each<[string, OpenedDecision, Record<string, unknown>]>([
    ["a hit that was not confirmed", rejection({ fields: { issuingCountry: "PRK" }, codes: ["id_image_badImage"] }), { status: 409, errorCode: "rule_hit" }],
    ["no code", rejection(), { status: 400 }],
    ["other without its text", rejection({ codes: ["other"], otherText: " " }), { status: 400 }],
    ["other with 501 characters", rejection({ codes: ["other"], otherText: "a".repeat(501) }), { status: 400 }],
    ["a rule's code picked by hand", rejection({ codes: ["id_info_blacklist"] }), { status: 422, errorCode: "code_not_available" }],
    ["an address code without an address image", rejection({ codes: ["address_image_badImage"] }), { status: 422, errorCode: "code_not_available" }],
    ["a code that does not exist", rejection({ codes: ["nonsense"] }), { status: 422, errorCode: "code_not_available" }],
    ["a stale version", { outcome: "approved", version: 7 }, { status: 409, errorCode: "stale_version", details: { current: { status: "pending", version: 1 } } }],
  ])("%s is refused, and nothing is written", (_name, input, error) =>
    withCase(async (ctx, id, db) => {
      const before = await everything(db, ctx);
      await expect(decideOpened(ctx, id, input)).rejects.toMatchObject(error);
      expect(await everything(db, ctx)).toEqual(before);
    }));

  test.each([
    ["a hit", { issuingCountry: "IRN" }, { errorCode: "rule_hit" }],
    ["a birth date that gives a year only", { birthDate: "1982" }, { errorCode: "facts_missing", details: { missing: ["age_limit"] } }],
    ["an issuing country that is not known", { issuingCountry: null }, { errorCode: "facts_missing", details: { missing: ["blacklist_country"] } }],
  ])("approving never passes %s", (_name, claimed, error) =>
    withCase((ctx, id) => expect(decideOpened(ctx, id, { outcome: "approved", version: 1 })).rejects.toMatchObject({ status: 409, ...error }), claimed));

  test("a policy that changed since hits an uncorrected case with the review's code", () =>
    withCase(async (ctx, id) => {
      const admin = await withRole(ctx, "admin");
      await savePolicy(withEnginesBut(admin), { version: 1, reason: null, options: { ageLimit: 60, blacklistCountries: [], rejectedPeriodDays: 0, timeZone: "Asia/Seoul" } });
      await expect(decideOpened(ctx, id, { outcome: "approved", version: 1 })).rejects.toMatchObject({ details: { hits: [{ code: "id_info_notOfAge" }] } });
      const decided = await decideOpened(ctx, id, rejection({ confirmedHits: ["age_limit"] }));
      expect(decided.decision).toMatchObject({ optionsVersion: 2, comments: ["We do not accept KYC anyone under 60 years old."] });
    }));

  test("an already decided case answers who decided what", () =>
    withCase(async (ctx, id) => {
      await decideOpened(ctx, id, { outcome: "approved", version: 1 });
      const second = recordDecision(await withRole(ctx, "agent"), id, { ...rejection({ version: 1, codes: ["id_image_badImage"] }), lease: noLease });
      await expect(second).rejects.toMatchObject({
        status: 409, errorCode: "already_decided", details: { current: { status: "approved", version: 2, decision: { reviewer: ctx.actor.email } } },
      });
      await expect(correctFields(ctx, id, { version: 2, lease: noLease, fields: { gender: null } })).rejects.toMatchObject({ errorCode: "already_decided" });
    }));

  test("a viewer may neither correct nor decide", () =>
    withCase(async (ctx, id) => {
      const viewer = await withRole(ctx, "viewer");
      await expect(correctFields(viewer, id, { version: 1, lease: noLease, fields: { gender: null } })).rejects.toMatchObject({ status: 403 });
      await expect(recordDecision(viewer, id, { outcome: "approved", version: 1, lease: noLease })).rejects.toMatchObject({ status: 403 });
      expect(await getSubmission(viewer, id)).toMatchObject({ id });
    }));

  test("another project's case is not found, for reading and writing alike", () =>
    withRollback(async (db) => {
      const [mine, other] = [await makeContext(db, stores), await makeContext(db, stores)];
      const id = await makeSubmission(other);
      await expect(getSubmission(mine, id)).rejects.toMatchObject({ status: 404 });
      await expect(correctFields(mine, id, { version: 1, lease: noLease, fields: {} })).rejects.toMatchObject({ status: 404 });
      await expect(recordDecision(mine, id, { outcome: "approved", version: 1, lease: noLease })).rejects.toMatchObject({ status: 404 });
    }));

  test("an applicant who equals an approved one is a duplicate, when the project says so", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "agent", { rejectDuplicateUser: true });
      await decideOpened(ctx, await makeSubmission(ctx), { outcome: "approved", version: 1 });
      const twin = await makeSubmission(ctx, { claimed: { fullName: "Somebody Else", documentNumber: "007-007 007" } });
      await expect(decideOpened(ctx, twin, { outcome: "approved", version: 1 })).rejects.toMatchObject({ details: { hits: [{ code: "duplicate_user" }] } });
    }));

  test.each([
    ["in another case and spacing, with the nationality as a German document writes it", { fullName: "erika  MUSTERMANN ", nationality: "D" }, true],
    ["with its accents as letters of their own", { fullName: "Erika Mustermann".replace("E", "É").normalize("NFD") }, false],
    ["and another nationality", { nationality: "AUT" }, false],
    ["and another birth date", { birthDate: "1982-12-26" }, false],
  ])("the approved name %s", (_name, claimed, isDuplicate) =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "agent", { rejectDuplicateUser: true });
      const person = { fullName: "Erika Mustermann", nationality: "DEU" };
      await decideOpened(ctx, await makeSubmission(ctx, { claimed: person }), { outcome: "approved", version: 1 });
      const second = await makeSubmission(ctx, { claimed: { ...person, documentNumber: "C01X00T47", ...claimed } });
      const deciding = decideOpened(ctx, second, { outcome: "approved", version: 1 });
      if (isDuplicate) await expect(deciding).rejects.toMatchObject({ details: { hits: [{ code: "duplicate_user" }] } });
      else await expect(deciding).resolves.toMatchObject({ status: "approved" });
    }));
});

test("of twenty decisions at once on one case, one wins, nineteen get 409, and one entry is appended", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db, stores);
  const id = await makeSubmission(ctx);
  const lease = await makeLease(ctx, id);

  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => recordDecision(ctx, id, { ...(index % 2 === 0 ? ({ outcome: "approved", version: 1 } as const) : rejection({ codes: ["id_image_error"] })), lease })),
  );
  const refused = outcomes.filter((outcome) => outcome.status === "rejected").map((outcome) => outcome.reason as unknown);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  expect(refused).toHaveLength(19);
  for (const reason of refused) expect(reason).toMatchObject({ status: 409, errorCode: "already_decided" });
  expect((await listChain(db, ctx.projectId, 0, 100)).filter((entry) => /approved|rejected/.test(entry.action))).toHaveLength(1);
});
