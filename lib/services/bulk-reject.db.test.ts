import { describe, expect, test } from "vitest";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened, makeLease } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import type { BulkRejectInput } from "@/lib/contracts/bulk";
import type { Role } from "@/lib/kyc/roles";
import { bulkReject } from "./bulk-reject";
import type { MemberContext } from "./context";
import { getSubmission } from "./get-submission";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const holder = "7a1f3c52-0d0e-4a55-8f31-2f1c7d9e6b20";
const withContext = (body: (ctx: MemberContext) => Promise<void>, role: Role = "agent") => withRollback(async (db) => body(await makeContext(db, stores, role)));
const inputOf = (ids: string[], input: Partial<BulkRejectInput> = {}): BulkRejectInput => ({
  holder, items: ids.map((submissionId) => ({ submissionId, version: 1 })), code: "id_image_badImage", otherText: null, ...input,
});
const outcomesOf = async (ctx: MemberContext, input: BulkRejectInput) => (await bulkReject(ctx, input)).results.map(({ outcome }) => outcome);

describe("bulkReject", () => {
  test("rejects each case by itself with the one code, and leaves nothing held", () =>
    withContext(async (ctx) => {
      const ids = [await makeSubmission(ctx, { images: ["idImage"] }), await makeSubmission(ctx)];
      expect((await bulkReject(ctx, inputOf(ids))).results).toEqual(ids.map((submissionId) => ({ submissionId, outcome: "rejected", version: 2, undoUntil: null })));
      for (const id of ids) {
        const detail = await getSubmission(ctx, id);
        expect(detail).toMatchObject({ status: "rejected", holder: null, decision: { codes: ["id_image_badImage"], reviewer: ctx.actor.email } });
        expect(detail.timeline.filter(({ action }) => action === "submission.rejected")).toHaveLength(1);
      }
      expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("what is refused is named, stays as it is, and stops no other", () =>
    withContext(async (ctx) => {
      const other = await withRole(ctx, "agent");
      const [stale, decided, held, hit, unfinished, good] = [
        await makeSubmission(ctx), await makeSubmission(ctx), await makeSubmission(ctx), await makeSubmission(ctx, { claimed: { issuingCountry: "IRN" } }),
        await makeSubmission(ctx, { status: "incomplete" }), await makeSubmission(ctx),
      ];
      const foreign = await makeSubmission(await makeContext(ctx.db, stores));
      await correctOpened(other, stale, { version: 1, fields: { gender: "male" } });
      await decideOpened(other, decided, { outcome: "approved", version: 1 });
      await makeLease(other, held);
      const ids = [stale, decided, held, hit, unfinished, foreign, good];
      const before = await Promise.all([decided, held, hit, unfinished].map((id) => getSubmission(ctx, id)));

      // Whoever corrected the first has it open still, which is said before anything else of it.
      expect(await outcomesOf(ctx, inputOf(ids))).toEqual(["held", "already_decided", "held", "rule_hit", "not_pending", "not_found", "rejected"]);
      expect(await Promise.all([decided, held, hit, unfinished].map((id) => getSubmission(ctx, id)))).toEqual(before);
    }));

  test("a case that changed since it was selected is not rejected", () =>
    withContext(async (ctx) => {
      const id = await makeSubmission(ctx);
      expect(await outcomesOf(ctx, { ...inputOf([]), items: [{ submissionId: id, version: 2 }] })).toEqual(["stale_version"]);
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "pending", version: 1, holder: null });
    }));

  test("an answer that was lost is given again; another's rejection, or another code, is not taken for it", () =>
    withContext(async (ctx) => {
      const id = await makeSubmission(ctx);
      const first = await bulkReject(ctx, inputOf([id]));
      expect(await bulkReject(ctx, inputOf([id]))).toEqual(first);
      expect(await outcomesOf(ctx, inputOf([id], { code: "id_image_error" }))).toEqual(["already_decided"]);
      expect(await outcomesOf(await withRole(ctx, "agent"), inputOf([id]))).toEqual(["already_decided"]);
      expect((await getSubmission(ctx, id)).timeline.filter(({ action }) => action === "submission.rejected")).toHaveLength(1);
    }));

  test("a code that the case cannot support is refused case by case; `other` goes with its text", () =>
    withContext(async (ctx) => {
      const [without, withAddress] = [await makeSubmission(ctx), await makeSubmission(ctx, { images: ["addressImage"] })];
      expect(await outcomesOf(ctx, inputOf([without, withAddress], { code: "address_image_badImage" }))).toEqual(["code_not_available", "rejected"]);
      expect(await outcomesOf(ctx, inputOf([without], { code: "duplicate_user" }))).toEqual(["code_not_available"]);
      await expect(bulkReject(ctx, inputOf([without], { code: "other" }))).rejects.toMatchObject({ status: 400 });
      expect(await outcomesOf(ctx, inputOf([without], { code: "other", otherText: " Send both sides. " }))).toEqual(["rejected"]);
      expect(await outcomesOf(ctx, inputOf([without], { code: "other", otherText: "Send both sides." }))).toEqual(["rejected"]);
      expect((await getSubmission(ctx, without)).decision?.comments).toEqual(["Send both sides."]);
    }));

  test("a viewer rejects nothing", () =>
    withContext(async (ctx) => {
      const id = await makeSubmission(ctx);
      await expect(bulkReject(await withRole(ctx, "viewer"), inputOf([id]))).rejects.toMatchObject({ status: 403 });
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "pending" });
    }));
});
