import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { findDecision } from "@/db/queries/decisions";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeLease } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { reviewAnswerSchema } from "@/lib/contracts/v3/review";
import { ApiRefusal } from "@/lib/errors";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ApiContext, MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { getSubmission } from "./get-submission";
import { claimRequest } from "./idempotency";
import { recordDecision } from "./record-decision";
import { reviewSubmission } from "./review-submission";
import { verifyAudit } from "./verify-audit";

const stores = testStores();

interface Setting {
  client: ApiContext;
  desk: MemberContext;
  id: string;
  db: Database;
}

const withCase = (body: (setting: Setting) => Promise<void>, options: Partial<ProjectOptions> = {}) =>
  withRollback(async (db) => {
    const desk = await makeContext(db, stores, "agent", options);
    await body({ client: (await asClient(desk)).client, desk, id: await makeSubmission(desk, { images: ["idImage"] }), db });
  });

const base = ({ desk, id }: Setting) => ({ admin: desk.actor.email, submissionId: id, status: "approved" });

/** What a call was refused with; nothing may have been written by it. */
async function refusalOf(setting: Setting, sent: Record<string, unknown>): Promise<unknown> {
  const before = await getSubmission(setting.desk, setting.id);
  const refusal = await reviewSubmission(setting.client, sent).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiRefusal);
  expect(await getSubmission(setting.desk, setting.id)).toEqual(before);
  return refusal instanceof ApiRefusal ? refusal.body : null;
}

describe("the review call", () => {
  test("approves in the name of the member, and says so in the audit log with the address of the call", () =>
    withCase(async (setting) => {
      const { client, desk, id, db } = setting;
      const answer = await reviewSubmission({ ...client, ipAddress: "198.51.100.44" }, base(setting));
      expect(reviewAnswerSchema.parse(answer)).toEqual({ submissionId: id, message: "Success to review submission.", finalStatus: "approved" });

      expect(await getSubmission(desk, id)).toMatchObject({ status: "approved", reviewer: desk.actor.email, version: 2, decision: { outcome: "approved", reviewer: desk.actor.email } });
      const [entry] = (await listChain(db, desk.projectId, 0, 100)).slice(-1);
      expect(entry).toMatchObject({ action: "submission.approved", actorKind: "member", actorId: desk.actor.memberId, actorLabel: desk.actor.email, ipAddress: "198.51.100.44" });
      expect(await verifyAudit(db, client.vault, client.projectId)).toMatchObject({ whole: true });
    }));

  test.each<[string, unknown, string[], string[]]>([
    ["a text is the code other", "Please hold the card still.", ["other"], ["Please hold the card still."]],
    ["a code means itself", "id_image_badImage", ["id_image_badImage"], ["Fail to read the ID image. Please take a clear picture of your ID document."]],
    [
      "a list may hold codes and texts",
      ["Once more, please.", "id_image_invalidImage", "With both corners."],
      ["id_image_invalidImage", "other"],
      ["ID document not detected. Please take a picture of your ID document.", "Once more, please.\nWith both corners."],
    ],
    ["a code that the rules put in is a text", "id_info_blacklist", ["other"], ["id_info_blacklist"]],
  ])("rejects: %s", (_name, rejectComment, codes, comments) =>
    withCase(async (setting) => {
      expect(await reviewSubmission(setting.client, { ...base(setting), status: "rejected", rejectComment })).toMatchObject({ finalStatus: "rejected" });
      expect((await getSubmission(setting.desk, setting.id)).decision).toMatchObject({ codes, comments });
    }));

  test("corrects and approves in one write", () =>
    withCase(async (setting) => {
      await reviewSubmission(setting.client, { ...base(setting), updateFields: { fullName: "Anna Example", documentNumber: "X1" } });
      const seen = await getSubmission(setting.desk, setting.id);
      expect(seen).toMatchObject({ status: "approved", version: 2, final: { fullName: "Anna Example", documentNumber: "X1" } });
      expect(seen.timeline.map((entry) => entry.action)).toEqual(["submission.approved", "submission.corrected", "submission.imported"]);
    }));

  test.each([
    ["an approval whose correction hits", { status: "approved", updateFields: { issuingCountry: "IRN" } }, ["id_info_blacklist"]],
    ["an approval with two hits", { status: "approved", updateFields: { issuingCountry: "IRN", birthDate: "2015-01-01" } }, ["id_info_blacklist", "id_info_notOfAge"]],
    ["a rejection whose correction hits, the rule's code first", { status: "rejected", rejectComment: "id_image_badImage", updateFields: { birthDate: "2015-01-01" } }, ["id_info_notOfAge", "id_image_badImage"]],
  ])("%s is rejected with the rules' codes", (_name, sent, codes) =>
    withCase(async (setting) => {
      expect(await reviewSubmission(setting.client, { ...base(setting), ...sent })).toMatchObject({ finalStatus: "rejected" });
      expect(await getSubmission(setting.desk, setting.id)).toMatchObject({ status: "rejected", decision: { codes } });
    }));

  test("an approval is rejected when the policy alone hits", () =>
    withCase(async (setting) => {
      expect(await reviewSubmission(setting.client, base(setting))).toMatchObject({ finalStatus: "rejected" });
    }, { blacklistCountries: ["HUN"] }));

  test("a submission's own options hold in review too", () =>
    withCase(async (setting) => {
      await setting.db.update(submissions).set({ customOptions: { blacklistCountries: false } }).where(eq(submissions.id, setting.id));
      expect(await reviewSubmission(setting.client, base(setting))).toMatchObject({ finalStatus: "approved" });
    }, { blacklistCountries: ["HUN"] }));

  test("wins over the desk, which is then told", () =>
    withCase(async (setting) => {
      const { client, desk, id } = setting;
      const lease = await makeLease(desk, id);
      await correctFields(desk, id, { version: 1, lease, fields: { gender: "male" } });
      await reviewSubmission(client, base(setting));
      await expect(recordDecision(desk, id, { outcome: "approved", version: 2, lease })).rejects.toMatchObject({ errorCode: "already_decided" });
    }));
});

describe("the review call refuses", () => {
  test.each<[string, (setting: Setting) => Record<string, unknown>, string]>([
    ["no admin", (s) => ({ ...base(s), admin: undefined }), "admin is required."],
    ["an empty admin", (s) => ({ ...base(s), admin: "  " }), "admin is required."],
    ["an admin that is a number", (s) => ({ ...base(s), admin: 7 }), "admin is required."],
    ["an unknown admin", (s) => ({ ...base(s), admin: "nobody@example.com" }), "Access denied. The admin is not registered in the project."],
    ["no id", (s) => ({ ...base(s), submissionId: "" }), "Submission Id is required."],
    ["an id that is none", (s) => ({ ...base(s), submissionId: "42" }), "Invalid Submission Id."],
    ["an unknown id", (s) => ({ ...base(s), submissionId: randomUUID() }), "Invalid Submission Id."],
    ["another status", (s) => ({ ...base(s), status: "pending" }), "Invalid status"],
    ["no status", (s) => ({ ...base(s), status: undefined }), "Invalid status"],
    ["an unknown field", (s) => ({ ...base(s), updateFields: { shoeSize: "42" } }), "Invalid data format."],
    ["fields that are a list", (s) => ({ ...base(s), updateFields: ["fullName"] }), "Invalid data format."],
    ["a day that does not exist", (s) => ({ ...base(s), updateFields: { birthDate: "2001-02-30" } }), "Invalid data format."],
    ["a name in a script that may not be corrected", (s) => ({ ...base(s), updateFields: { fullName: "王小明" } }), "Invalid data format."],
    ["a comment that is a number", (s) => ({ ...base(s), status: "rejected", rejectComment: 5 }), "Invalid data format."],
    ["a text of 501 characters", (s) => ({ ...base(s), status: "rejected", rejectComment: "a".repeat(501) }), "Invalid data format."],
    ["a code that needs an image which did not come", (s) => ({ ...base(s), status: "rejected", rejectComment: "address_image_error" }), "Invalid data format."],
    ["a rejection without a comment", (s) => ({ ...base(s), status: "rejected" }), "Reject comment is required"],
    ["a rejection with an empty one", (s) => ({ ...base(s), status: "rejected", rejectComment: ["", " "] }), "Reject comment is required"],
    ["the code other without a text", (s) => ({ ...base(s), status: "rejected", rejectComment: "other" }), "Reject comment is required"],
  ])("%s", (_name, sent, message) =>
    withCase(async (setting) => {
      expect(await refusalOf(setting, sent(setting))).toMatchObject({ message, statusCode: 400 });
    }));

  test("a viewer, a member of another project, and another project's submission", () =>
    withCase(async (setting) => {
      const [viewer, elsewhere] = [await withRole(setting.desk, "viewer"), await makeContext(setting.db, stores, "admin")];
      const denied = { message: "Access denied. The admin is not registered in the project.", statusCode: 400 };
      for (const { actor } of [viewer, elsewhere]) expect(await refusalOf(setting, { ...base(setting), admin: actor.email })).toEqual(denied);
      expect(await refusalOf(setting, { ...base(setting), submissionId: await makeSubmission(elsewhere) })).toEqual({ message: "Invalid Submission Id.", statusCode: 400 });
    }));

  test("what is not pending, before anything else of the case", () =>
    withCase(async (setting) => {
      await reviewSubmission(setting.client, base(setting));
      expect(await refusalOf(setting, { ...base(setting), status: "nonsense" })).toEqual({ message: "Only submissions in pending status can be reviewed", statusCode: 400 });
    }));

  test("every case where the project's Reviewer is the desk only", () =>
    withCase(async (setting) => {
      expect(await refusalOf(setting, base(setting))).toEqual({ message: "This submission cannot be reviewed by client", statusCode: 400 });
    }, { reviewer: "desk_only" }));

  test("an approval that a rule could not judge", () =>
    withCase(async (setting) => {
      await setting.db.update(submissions).set({ birthDate: "1982" }).where(eq(submissions.id, setting.id));
      expect(await refusalOf(setting, base(setting))).toMatchObject({ message: "A rule could not run because a field is not known. Correct the field first." });
    }));
});

test("two review calls at once: one decides, the other is told", async () => {
  const db = createDatabase(testPool());
  const desk = await makeContext(db, stores, "agent");
  const { client } = await asClient(desk);
  const id = await makeSubmission(desk);
  const sent = { admin: desk.actor.email, submissionId: id, status: "approved" };
  const results = await Promise.allSettled([reviewSubmission(client, sent), reviewSubmission(client, { ...sent, status: "rejected", rejectComment: "No." })]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  const { decision } = await getSubmission(desk, id);
  expect(await findDecision(db, desk.projectId, decision?.id ?? "")).toMatchObject({ submissionId: id });
});

test("a repeated request with its Idempotency-Key gets the first answer, and decides nothing", () =>
  withCase(async (setting) => {
    const { client, id } = setting;
    const claimOf = () => claimRequest(client, { apiKeyId: client.actor.apiKeyId, route: "review", key: "k1", bodyHash: Buffer.alloc(32, 1) });
    const first = await claimOf();
    if (!("claim" in first)) throw new Error("The key was taken.");
    const answer = await reviewSubmission({ ...client, claim: first.claim }, base(setting));
    expect(await claimOf()).toEqual({ answer });
    expect((await getSubmission(setting.desk, id)).version).toBe(2);
  }));
