import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { patchAnswerSchema } from "@/lib/contracts/v3/patch";
import { ApiRefusal } from "@/lib/errors";
import type { ApiContext, MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { patchSubmission } from "./patch-submission";

const stores = testStores();

interface Setting {
  client: ApiContext;
  lead: MemberContext;
  id: string;
  db: Database;
}

const withCase = (body: (setting: Setting) => Promise<void>) =>
  withRollback(async (db) => {
    const lead = await makeContext(db, stores, "lead");
    await body({ client: (await asClient(lead)).client, lead, id: await makeSubmission(lead), db });
  });

const withDecided = (outcome: "approved" | "rejected", body: (setting: Setting) => Promise<void>) =>
  withCase(async (setting) => {
    const { lead, id } = setting;
    const rejected = { outcome: "rejected", version: 1, codes: ["id_image_badImage"], otherText: null, fields: {}, confirmedHits: [] } as const;
    await decideOpened(lead, id, outcome === "approved" ? { outcome, version: 1 } : { ...rejected, codes: [...rejected.codes], confirmedHits: [] });
    await body(setting);
  });

const patch = async ({ client, lead, id }: Setting, data: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  patchAnswerSchema.parse(await patchSubmission(client, { submissionId: id, admin: lead.actor.email, data, ...more }));

async function refusalOf(setting: Setting, sent: Record<string, unknown>): Promise<unknown> {
  const before = await getSubmission(setting.lead, setting.id);
  const refusal = await patchSubmission(setting.client, { submissionId: setting.id, admin: setting.lead.actor.email, data: { gender: "male" }, ...sent }).catch((error: unknown) => error);
  expect(await getSubmission(setting.lead, setting.id)).toEqual(before);
  return refusal instanceof ApiRefusal ? refusal.body : refusal;
}

const state = async ({ lead, id }: Setting) => getSubmission(lead, id);

describe("a patch of a pending submission", () => {
  test("saves what hits nothing, under its own entry of the audit log", () =>
    withCase(async (setting) => {
      expect(await patch(setting, { lastName: "Muster", serialNumber: "S 1" })).toMatchObject({ submissionId: setting.id, kycStatus: "pending" });
      const seen = await state(setting);
      expect(seen).toMatchObject({ status: "pending", version: 2, final: { fullName: "Specimen Muster", documentNumber: "S 1" } });
      expect(seen.timeline[0]).toMatchObject({ action: "submission.updated", actor: setting.lead.actor.name });
    }));

  test("is rejected when a rule hits, with the rule's code", () =>
    withCase(async (setting) => {
      expect(await patch(setting, { issuingCountry: "IRN", kycStatus: "approved" })).toMatchObject({ kycStatus: "rejected" });
      expect(await state(setting)).toMatchObject({ status: "rejected", decision: { codes: ["id_info_blacklist"] } });
    }));

  test("is approved, or rejected for a reason that the applicant reads", () =>
    withCase(async (setting) => {
      expect(await patch(setting, { kycStatus: "rejected" }, { reason: "Seen in person." })).toMatchObject({ kycStatus: "rejected" });
      expect((await state(setting)).decision).toMatchObject({ codes: ["other"], comments: ["Seen in person."] });
      expect(await patch(setting, { kycStatus: "approved" })).toMatchObject({ kycStatus: "approved" });
      expect(await state(setting)).toMatchObject({ status: "approved", decision: { outcome: "approved", codes: [] } });
    }));

  test("that changes nothing writes nothing", () =>
    withCase(async (setting) => {
      const before = await state(setting);
      expect(await patch(setting, { gender: "female" })).toMatchObject({ kycStatus: "pending" });
      expect(await state(setting)).toEqual(before);
    }));
});

describe("a patch of a decided submission", () => {
  test("with a hit and no status keeps the status and sets the flag", () =>
    withDecided("approved", async (setting) => {
      expect(await patch(setting, { birthDate: "2015-01-01" })).toMatchObject({ kycStatus: "approved" });
      expect(await state(setting)).toMatchObject({ status: "approved", flags: ["rule_hit:age_limit"], final: { birthDate: "2015-01-01" } });
    }));

  test.each(["approved", "rejected"] as const)("that is %s is refused an approval when a rule hits, with the hits", (outcome) =>
    withDecided(outcome, async (setting) => {
      const body = await refusalOf(setting, { data: { kycStatus: "approved", issuingCountry: "IRN" } });
      expect(body).toMatchObject({ statusCode: 400, errors: [{ code: "id_info_blacklist", message: "According to the policy, we do not accept KYC from Iran." }] });
    }));

  test("moves approved to rejected and back, each with a decision of its own", () =>
    withDecided("approved", async (setting) => {
      const first = (await state(setting)).decision?.id;
      await patch(setting, { kycStatus: "rejected" });
      const second = await state(setting);
      expect(second).toMatchObject({ status: "rejected", decision: { codes: ["other"], reviewer: setting.lead.actor.email } });
      await patch(setting, { kycStatus: "approved" });
      const third = await state(setting);
      expect(third.status).toBe("approved");
      expect(new Set([first, second.decision?.id, third.decision?.id]).size).toBe(3);
    }));

  test("to rejected with a hit says the rule's code, and no reason that nobody gave", () =>
    withDecided("approved", async (setting) => {
      await patch(setting, { kycStatus: "rejected", issuingCountry: "IRN" });
      expect((await state(setting)).decision).toMatchObject({ codes: ["id_info_blacklist"] });
    }));
});

describe("a patch is refused", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["without an id", { submissionId: "" }, "submissionId is required."],
    ["without an admin", { admin: null }, "admin is required."],
    ["without anything to modify", { data: {} }, "At least one property to modify is required."],
    ["in the name of nobody", { admin: "nobody@example.com" }, "Access denied. The admin is not registered in the project."],
    ["with an unknown property", { data: { shoeSize: "42" } }, "Invalid data format."],
    ["with a day that does not exist", { data: { birthDate: "2001-02-30" } }, "Invalid data format."],
    ["with a name in a script that may not be corrected", { data: { fullName: "Анна" } }, "Invalid data format."],
    ["for an id that is none", { submissionId: "7" }, "Invalid Submission Id."],
    ["for an unknown id", { submissionId: randomUUID() }, "Invalid Submission Id."],
  ])("%s", (_name, sent, message) =>
    withCase(async (setting) => {
      expect(await refusalOf(setting, sent)).toMatchObject({ message, statusCode: 400 });
    }));

  test("to an agent, for another project's submission, for one that is not finished and for one that was erased", () =>
    withCase(async (setting) => {
      const { lead, db } = setting;
      expect(await refusalOf(setting, { admin: (await withRole(lead, "agent")).actor.email })).toMatchObject({ message: "Access denied. The admin is not registered in the project." });
      expect(await refusalOf(setting, { submissionId: await makeSubmission(await makeContext(db, stores)) })).toMatchObject({ message: "Invalid Submission Id." });
      const incomplete = await makeSubmission(lead, { status: "incomplete" });
      expect(await refusalOf(setting, { submissionId: incomplete })).toMatchObject({ message: "Submissions in incomplete status cannot be modified" });
      await eraseSubmission(await withRole(lead, "admin"), incomplete);
      expect(await refusalOf(setting, { submissionId: incomplete })).toMatchObject({ message: "Invalid Submission Id." });
    }));

  test("an approval that a rule could not judge", () =>
    withCase(async (setting) => {
      await setting.db.update(submissions).set({ birthDate: null }).where(eq(submissions.id, setting.id));
      expect(await refusalOf(setting, { data: { kycStatus: "approved" } })).toMatchObject({ message: "A rule could not run because a field is not known. Correct the field first." });
    }));
});
