import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { listApprovedAmong } from "@/db/queries/intake";
import { events, overturnedDecisions } from "@/db/schema/proposals";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, testOptions, withRole } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission, specimenFields } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { itemPageSchema } from "@/lib/contracts/v3/item";
import { readItemQuery } from "@/lib/contracts/v3/query";
import { readPartsWish } from "@/lib/contracts/v3/delete";
import { ApiRefusal } from "@/lib/errors";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ApiContext, MemberContext } from "./context";
import { deleteParts } from "./delete-parts";
import { deleteSubmission } from "./delete-submission";
import { isDuplicate } from "./find-identity";
import { hasPeriodHit } from "./find-period-hit";
import { getSubmission } from "./get-submission";
import { patchSubmission } from "./patch-submission";
import { querySubmissions } from "./query-submissions";
import { releaseDecisions } from "./release-decisions";
import { reviewSubmission } from "./review-submission";
import { undoDecision } from "./undo-decision";

const stores = testStores();
const email = "anna@example.com";
const options: ProjectOptions = { ...testOptions, graceSeconds: 10, rejectedPeriodDays: 30, approvedPeriodDays: 30, approvedPeriodBy: ["email"] };

interface Setting {
  client: ApiContext;
  desk: MemberContext;
  id: string;
  db: Database;
}

const later = <Context extends { now: Date }>(ctx: Context, milliseconds: number): Context => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });

/** A case of an hour ago, and a desk that decides now. */
const withCase = (body: (setting: Setting) => Promise<void>) =>
  withRollback(async (db) => {
    const desk = await makeContext(db, stores, "lead", options);
    await body({ client: (await asClient(desk)).client, desk, id: await makeSubmission(later(desk, -3_600_000), { email, images: ["idImage"] }), db });
  });

const approve = ({ desk, id }: Setting) => decideOpened(desk, id, { outcome: "approved", version: 1 });
const rejectCorrected = ({ desk, id }: Setting) =>
  decideOpened(desk, id, { outcome: "rejected", version: 1, codes: [], otherText: null, fields: { issuingCountry: "IRN", documentNumber: "IR 99" }, confirmedHits: ["blacklist_country"] });

async function itemOf({ client, id }: Pick<Setting, "client" | "id">, part = "") {
  const query = readItemQuery(new URLSearchParams(`submission_id=${id}${part}`));
  if ("refusal" in query) throw new Error("The query is refused.");
  return itemPageSchema.parse(await querySubmissions(client, query, () => "https://desk.test/image")).Items[0];
}

const rowOf = async ({ db, id }: Setting) => (await db.select().from(submissions).where(eq(submissions.id, id)))[0];
const toldOf = async ({ db, id }: Setting) => (await db.select().from(events).where(eq(events.submissionId, id)).orderBy(events.id)).map(({ kind }) => kind);
const refusalOf = (run: Promise<unknown>) => run.catch((error: unknown) => (error instanceof ApiRefusal ? error.body["message"] : error));

describe("a query of a decision that is not released", () => {
  test.each(["", "&requestType=data", "&requestType=kyc", "&requestType=others"])("answers to the letter what it answered before, and after it was taken back (%s)", (part) =>
    withCase(async (setting) => {
      const before = await itemOf(setting, part);
      await rejectCorrected(setting);
      expect(await itemOf({ ...setting, client: later(setting.client, 5_000) }, part)).toEqual(before);
      await undoDecision(setting.desk, setting.id, { version: 2 });
      expect(await itemOf(setting, part)).toEqual(before);
    }));

  test("shows the decision, its correction and its times from its release on", () =>
    withCase(async (setting) => {
      const { desk } = setting;
      await rejectCorrected(setting);
      await releaseDecisions(later(desk, 10_000));
      expect(await itemOf(setting)).toMatchObject({
        kyc: { result: "rejected", commentCode: ["id_info_blacklist"] }, data: { idcard_issuingCountry: "IRN", documentNumber: "IR 99" }, reviewer: desk.actor.email,
        kyc_result_at: desk.now.toISOString(), updated_at: later(desk, 10_000).now.toISOString(),
      });
    }));

  test("that was erased before says neither who decided nor when", () =>
    withCase(async (setting) => {
      await approve(setting);
      await deleteSubmission(setting.client, { submission_id: setting.id, admin_name: (await withRole(setting.desk, "admin")).actor.email });
      expect(await itemOf(setting)).toMatchObject({ kyc: { result: "deleted", commentCode: [] }, reviewer: null, kyc_result_at: null });
      expect(await releaseDecisions(later(setting.desk, 60_000))).toBe(0);
      expect(await toldOf(setting)).toEqual([]);
    }));
});

describe("until a decision is released", () => {
  test("neither periods, duplicates nor a search of faces know of it; they count from the decision afterwards", () =>
    withCase(async (setting) => {
      const { db, client, desk, id } = setting;
      await approve(setting);
      const key = await desk.vault.projectKey(desk.projectId);
      const asked = async () => [
        await hasPeriodHit(later(client, 20_000), db, key, options, "approved", { email, ipAddress: null, identity: null }),
        await isDuplicate(db, desk.projectId, key, "00000000-0000-4000-8000-000000000000", specimenFields),
        (await listApprovedAmong(db, desk.projectId, [id])).has(id),
      ];
      expect(await asked()).toEqual([false, false, false]);
      await releaseDecisions(later(desk, 10_000));
      expect(await asked()).toEqual([true, true, true]);
      const last = later(client, 30 * 24 * 3_600_000);
      const hasHit = async (ctx: ApiContext) => hasPeriodHit(ctx, db, key, options, "approved", { email, ipAddress: null, identity: null });
      expect([await hasHit(later(last, -1)), await hasHit(last)]).toEqual([true, false]);
    }));

  test("a review call finds no case that waits", () =>
    withCase(async (setting) => {
      await approve(setting);
      const review = reviewSubmission(setting.client, { admin: setting.desk.actor.email, submissionId: setting.id, status: "rejected", rejectComment: "id_image_badImage" });
      expect(await refusalOf(review)).toBe("Only submissions in pending status can be reviewed");
      expect(await rowOf(setting)).toMatchObject({ status: "approved", releasedAt: null });
    }));

  test("a patch that changes nothing answers pending and leaves it", () =>
    withCase(async (setting) => {
      await approve(setting);
      const answer = await patchSubmission(setting.client, { submissionId: setting.id, admin: setting.desk.actor.email, data: { gender: "female" } });
      expect(answer).toMatchObject({ kycStatus: "pending" });
      expect(await rowOf(setting)).toMatchObject({ version: 2, releasedAt: null });
    }));

  test.each([
    ["that corrects", { gender: "male" }, "approved", ["submission.approved"]],
    ["that wants the same", { kycStatus: "approved" }, "approved", ["submission.approved"]],
    ["that wants another", { kycStatus: "rejected" }, "rejected", ["submission.rejected"]],
  ] as const)("a patch %s ends the grace period: it is told what stands, and nothing is taken back any more", (_name, data, kycStatus, told) =>
    withCase(async (setting) => {
      const { client, desk, id } = setting;
      await approve(setting);
      expect(await patchSubmission(client, { submissionId: id, admin: desk.actor.email, data })).toMatchObject({ kycStatus });
      expect(await rowOf(setting)).toMatchObject({ status: kycStatus, version: 3, releasedAt: desk.now, releaseDueAt: null });
      expect(await toldOf(setting)).toEqual(told);
      await expect(undoDecision(desk, id, { version: 3 })).rejects.toMatchObject({ errorCode: "too_late" });
      expect(await releaseDecisions(later(desk, 60_000))).toBe(0);
    }));

  test("parts that are deleted end it too: taking back would bring them back", () =>
    withCase(async (setting) => {
      const { client, desk, id } = setting;
      await rejectCorrected(setting);
      const params = new URLSearchParams({ submission_id: id, data_fields: "full_name" });
      await deleteParts(client, Object.fromEntries(params), readPartsWish(params));
      expect(await toldOf(setting)).toEqual(["submission.rejected"]);
      await expect(undoDecision(desk, id, { version: 3 })).rejects.toMatchObject({ errorCode: "too_late" });
    }));
});

test("a patch of a released decision marks the one before as changed, and tells the new one", () =>
  withCase(async (setting) => {
    const { client, desk, id, db } = setting;
    const { decision } = await approve(setting);
    await releaseDecisions(later(desk, 10_000));
    await patchSubmission(later(client, 60_000), { submissionId: id, admin: desk.actor.email, data: { kycStatus: "rejected" } });
    expect(await db.select().from(overturnedDecisions).where(eq(overturnedDecisions.submissionId, id))).toMatchObject([{ decisionId: decision?.id, kind: "changed", memberId: desk.actor.memberId }]);
    expect(await toldOf(setting)).toEqual(["submission.approved", "submission.rejected"]);
    expect(await getSubmission(desk, id)).toMatchObject({ status: "rejected", release: null });
  }));
