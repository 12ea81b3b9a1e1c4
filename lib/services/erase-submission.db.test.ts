import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { listImageFiles } from "@/db/queries/images";
import { images } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened, noLease } from "@/db/test/make-lease";
import { testNow } from "@/db/test/make-member";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { roles } from "@/lib/kyc/roles";
import type { MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { recordDecision } from "./record-decision";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const own = "Please send the page with Anna's signature.";

const withCase = (body: (admin: MemberContext, id: string, db: Database) => Promise<void>) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    await body(ctx, await makeSubmission(ctx, { images: ["idImage"], externalId: "A-1", flags: ["warning:fake_id"] }), db);
  });

async function stateOf(db: Database, ctx: MemberContext, id: string) {
  const [row] = await db.select().from(submissions).where(eq(submissions.id, id));
  const files = await listImageFiles(db, ctx.projectId, id);
  return { row, files, entries: (await listChain(db, ctx.projectId, 0, 100)).map((entry) => entry.action) };
}

const hasKey = (ctx: MemberContext, id: string) => ctx.vault.submissionKey(ctx.projectId, id).then(() => true, () => false);
const isStored = (ctx: MemberContext, file: string) => ctx.storage.get(file).then(() => true, () => false);

describe("an erasure", () => {
  test("leaves the id, the dates, the ID type, the status before, and of the decision all but its messages", () =>
    withCase(async (ctx, id, db) => {
      const { version } = await correctOpened(ctx, id, { version: 1, fields: { gender: "male" } });
      const decided = await decideOpened(ctx, id, { outcome: "rejected", version, codes: ["id_image_badImage", "other"], otherText: own, fields: {}, confirmedHits: [] });
      await eraseSubmission(ctx, id);

      const erased = await getSubmission(ctx, id);
      expect(erased).toMatchObject({
        id, status: "deleted", version: 4, idType: "passport", createdAt: testNow.toISOString(), kycResultAt: testNow.toISOString(),
        externalId: null, userid: null, email: null, fullName: null, images: [], claimed: null, flags: [],
        decision: { ...decided.decision, codes: ["id_image_badImage", "other"], comments: [] },
      });
      expect(Object.values(erased.final).filter((value) => value !== null)).toEqual(["passport"]);
      expect(erased.timeline.flatMap((entry) => entry.changes).every((change) => change.erased && change.old === null && change.new === null)).toBe(true);
      expect((await stateOf(db, ctx, id)).row?.statusBeforeErasure).toBe("rejected");
    }));

  test("is one entry of the chain, which stays whole", () =>
    withCase(async (ctx, id, db) => {
      await eraseSubmission(ctx, id);
      const last = (await listChain(db, ctx.projectId, 0, 100)).at(-1);
      expect(last).toMatchObject({ action: "submission.erased", subjectId: id, actorLabel: ctx.actor.email, fields: [] });
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true, entries: 3 });
    }));

  test("takes the key, the files and the rows that name them", () =>
    withCase(async (ctx, id, db) => {
      const { files } = await stateOf(db, ctx, id);
      expect(files).toHaveLength(3);
      await eraseSubmission(ctx, id);
      expect(await hasKey(ctx, id)).toBe(false);
      for (const file of files) expect(await isStored(ctx, file)).toBe(false);
      expect(await db.select().from(images).where(eq(images.submissionId, id))).toEqual([]);
    }));

  test("asked for twice is one erasure", () =>
    withCase(async (ctx, id, db) => {
      await eraseSubmission(ctx, id);
      const before = await stateOf(db, ctx, id);
      await eraseSubmission(ctx, id);
      expect(await stateOf(db, ctx, id)).toEqual(before);
    }));

  test.each<[string, (ctx: MemberContext) => Partial<MemberContext>]>([
    ["before the key was destroyed", (ctx) => ({ vault: { ...ctx.vault, destroySubmissionKey: () => Promise.reject(new Error("cut short")) } })],
    ["before the files were deleted", (ctx) => ({ storage: { ...ctx.storage, delete: () => Promise.reject(new Error("cut short")) } })],
  ])("cut short %s shows nothing, and is finished by asking again", (_name, broken) =>
    withCase(async (ctx, id, db) => {
      await decideOpened(ctx, id, { outcome: "rejected", version: 1, codes: ["other"], otherText: own, fields: {}, confirmedHits: [] });
      const { files } = await stateOf(db, ctx, id);
      await expect(eraseSubmission({ ...ctx, ...broken(ctx) }, id)).rejects.toThrow("cut short");
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "deleted", fullName: null, images: [], decision: { codes: ["other"], comments: [] } });

      await eraseSubmission(ctx, id);
      const { entries, files: left } = await stateOf(db, ctx, id);
      expect(left).toEqual([]);
      expect(await hasKey(ctx, id)).toBe(false);
      for (const file of files) expect(await isStored(ctx, file)).toBe(false);
      expect(entries.filter((action) => action === "submission.erased")).toHaveLength(1);
    }));
});

describe("is refused, and nothing is written,", () => {
  test.each(roles.filter((role) => role !== "admin"))("to a %s", (role) =>
    withCase(async (ctx, id, db) => {
      const before = await stateOf(db, ctx, id);
      await expect(eraseSubmission(await withRole(ctx, role), id)).rejects.toMatchObject({ status: 403 });
      expect(await stateOf(db, ctx, id)).toEqual(before);
      expect(await hasKey(ctx, id)).toBe(true);
    }));

  test("for another project's case, and its key and files stay", () =>
    withCase(async (ctx, id, db) => {
      const before = await stateOf(db, ctx, id);
      const other = await makeContext(db, stores, "admin");
      await expect(eraseSubmission(other, id)).rejects.toMatchObject({ status: 404 });
      expect(await stateOf(db, ctx, id)).toEqual(before);
      expect(await hasKey(ctx, id)).toBe(true);
      for (const file of before.files) expect(await isStored(ctx, file)).toBe(true);
    }));
});

describe("what is done to an erased or unfinished case", () => {
  test.each(["pending", "incomplete"] as const)("an erased one, %s before, answers that it was erased", (status) =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "admin");
      const id = await makeSubmission(ctx, { status });
      await eraseSubmission(ctx, id);
      const refused = { status: 409, errorCode: "erased", details: { current: { status: "deleted", version: 2 } } };
      await expect(correctFields(ctx, id, { version: 2, lease: noLease, fields: { gender: null } })).rejects.toMatchObject(refused);
      await expect(recordDecision(ctx, id, { outcome: "approved", version: 2, lease: noLease })).rejects.toMatchObject(refused);
    }));

  test("an unfinished one answers that it is not pending", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx, { status: "incomplete" });
      await expect(recordDecision(ctx, id, { outcome: "approved", version: 1, lease: noLease })).rejects.toMatchObject({ status: 409, errorCode: "not_pending" });
    }));
});
