import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { listImageFiles } from "@/db/queries/images";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { dataFieldNames, readPartsWish } from "@/lib/contracts/v3/delete";
import { ApiRefusal } from "@/lib/errors";
import type { ApiContext, MemberContext } from "./context";
import { deleteParts } from "./delete-parts";
import { deleteSubmission } from "./delete-submission";
import { getSubmission } from "./get-submission";
import { sealOcrRaw } from "./sealed-intake";
import { verifyAudit } from "./verify-audit";

const stores = testStores();

interface Setting {
  client: ApiContext;
  admin: MemberContext;
  id: string;
  db: Database;
}

const withCase = (body: (setting: Setting) => Promise<void>) =>
  withRollback(async (db) => {
    const admin = await makeContext(db, stores, "admin");
    const id = await makeSubmission(admin, { images: ["idImage", "idBackImage", "selfieImage"], externalId: "u-1", printed: null });
    const key = await admin.vault.submissionKey(admin.projectId, id);
    await db.update(submissions).set({
      address: { city: "Split", formatted: "Riva 1" }, customFields: ["1", "2", "3"], ipAddress: "198.51.100.1", memo: { text: "m", updatedAt: "2026-11-24T00:00:00.000Z" }, ocrRaw: sealOcrRaw(key, {}),
    }).where(eq(submissions.id, id));
    await body({ client: (await asClient(admin)).client, admin, id, db });
  });

const partsOf = ({ client, id }: Setting, query: string, submissionId = id) => {
  const params = new URLSearchParams(`submission_id=${submissionId}&${query}`);
  return deleteParts(client, Object.fromEntries(params), readPartsWish(params));
};

const rowOf = async ({ db, id }: Setting) => (await db.select().from(submissions).where(eq(submissions.id, id)))[0];
const bodyOf = async (call: Promise<unknown>) => call.then(() => null, (error: unknown) => (error instanceof ApiRefusal ? error.body : error));

describe("DELETE /v3/submission", () => {
  test("erases in the name of an admin, and again answers alike", () =>
    withCase(async (setting) => {
      const { client, admin, id, db } = setting;
      const sent = { submission_id: id, admin_name: admin.actor.email };
      for (let time = 0; time < 2; time += 1) expect(await deleteSubmission(client, sent)).toEqual({ submissionId: id, message: "Success to delete submission." });
      expect(await rowOf(setting)).toMatchObject({
        status: "deleted", statusBeforeErasure: "pending", email: null, userid: null, address: null, customFields: null, ipAddress: null, memo: null, ocrRaw: null, numbers: null, idType: "passport",
      });
      const entries = await listChain(db, admin.projectId, 0, 100);
      expect(entries.filter((entry) => entry.action === "submission.erased")).toMatchObject([{ actorId: admin.actor.memberId }]);
      await expect(admin.vault.submissionKey(admin.projectId, id)).rejects.toThrow();
    }));

  test.each<[string, (setting: Setting) => Promise<Record<string, unknown>>, string]>([
    ["without an id", async () => ({ submission_id: "" }), "submission_id is required."],
    ["without an admin", async () => ({ admin_name: "" }), "admin_name is required."],
    ["to a lead", async ({ admin }) => ({ admin_name: (await withRole(admin, "lead")).actor.email }), "Access denied. The admin is not registered in the project."],
    ["for an id that is none", async () => ({ submission_id: "7" }), "Invalid Submission Id."],
    ["for an unknown id", async () => ({ submission_id: randomUUID() }), "Invalid Submission Id."],
    ["for another project's", async ({ db }) => ({ submission_id: await makeSubmission(await makeContext(db, stores)) }), "Invalid Submission Id."],
  ])("is refused %s", (_name, change, message) =>
    withCase(async (setting) => {
      const sent = { submission_id: setting.id, admin_name: setting.admin.actor.email, ...(await change(setting)) };
      expect(await bodyOf(deleteSubmission(setting.client, sent))).toEqual({ message, statusCode: 400 });
      expect(await rowOf(setting)).toMatchObject({ status: "pending" });
    }));
});

describe("DELETE /v3/submission/partial", () => {
  test("takes the images that are named, with their files, and keeps the others", () =>
    withCase(async (setting) => {
      const { admin, id, db } = setting;
      const before = await listImageFiles(db, admin.projectId, id);
      expect(await partsOf(setting, "fields=id_image")).toEqual({ submissionId: id, message: "Success to delete submission data.", deleted: ["id_image"] });
      const kept = await listImageFiles(db, admin.projectId, id);
      expect((await getSubmission(admin, id)).images.map((image) => image.kind)).toEqual(["selfieImage"]);
      expect([before.length, kept.length]).toEqual([9, 3]);
      for (const file of before) expect(await admin.storage.get(file).then(() => true, () => false)).toBe(kept.includes(file));
    }));

  test("takes everything of data, numbers with it, and keeps the type, the status and the rest", () =>
    withCase(async (setting) => {
      await partsOf(setting, "fields=data");
      expect(await rowOf(setting)).toMatchObject({
        status: "pending", idType: "passport", fullName: null, birthDate: null, issuingCountry: null, issuingCountryCanonical: null, address: null, customFields: [null, null, null], ipAddress: null,
        documentNumberMatch: null, isOutOfDuplicates: true, claimed: { fullName: "Specimen Specimen" },
      });
      const seen = await getSubmission(setting.admin, setting.id);
      expect(seen).toMatchObject({ final: { documentNumber: null }, claimed: { documentNumber: "007007007" } });
      expect(seen.email).not.toBeNull();
    }));

  test.each(dataFieldNames)("takes %s alone out of data", (name) =>
    withCase(async (setting) => {
      const before = await rowOf(setting);
      await partsOf(setting, `data_fields=${name}`);
      const after = await rowOf(setting);
      const untouched = { fullName: "full_name", birthDate: "date_of_birth", gender: "gender", nationality: "nationality", issueDate: "idcard_issueDate", issuingCountry: "idcard_issuingCountry", ipAddress: "ip_address" } as const;
      for (const [column, own] of Object.entries(untouched) as [keyof typeof untouched, string][]) expect(after?.[column]).toBe(own === name ? null : before?.[column]);
      expect((await getSubmission(setting.admin, setting.id)).final.documentNumber).toBe(name === "documentNumber" ? null : "007007007");
    }));

  test("takes layers, e-mail, userid and memo by their names, in one entry of the log that names them", () =>
    withCase(async (setting) => {
      await partsOf(setting, "fields=OCR_raw,ocr,review,email&fields=userid,memo");
      expect(await rowOf(setting)).toMatchObject({ ocrRaw: null, printed: null, mrz: null, claimed: null, email: null, userid: null, externalId: null, memo: null, fullName: "Specimen Specimen" });
      const [entry] = (await listChain(setting.db, setting.admin.projectId, 0, 100)).slice(-1);
      expect(entry).toMatchObject({ action: "submission.parts_deleted", actorKind: "client" });
      expect(entry?.fields.map((field) => field.name)).toEqual(["OCR_raw", "ocr", "review", "email", "userid", "memo"]);
      expect(await verifyAudit(setting.db, setting.client.vault, setting.client.projectId)).toMatchObject({ whole: true });
    }));

  test("leaves nobody a duplicate of it", () =>
    withRollback(async (db) => {
      const admin = await makeContext(db, stores, "admin", { rejectDuplicateUser: true });
      const { client } = await asClient(admin);
      const [first, second] = [await makeSubmission(admin), await makeSubmission(admin)];
      await decideOpened(admin, first, { outcome: "approved", version: 1 });
      await expect(decideOpened(admin, second, { outcome: "approved", version: 1 })).rejects.toMatchObject({ errorCode: "rule_hit" });
      await partsOf({ client, admin, id: first, db }, "fields=memo");
      await expect(decideOpened(admin, second, { outcome: "approved", version: 1 })).resolves.toMatchObject({ status: "approved" });
    }));

  test.each<[string, string, string]>([
    ["a part that no submission has", "fields=email,shoe_size", "Invalid data format."],
    ["nothing", "fields=", "At least one property to delete is required."],
    ["a member that is none", "fields=email&admin_name=nobody@example.com", "Access denied. The admin is not registered in the project."],
  ])("is refused for %s", (_name, query, message) =>
    withCase(async (setting) => {
      expect(await bodyOf(partsOf(setting, query))).toMatchObject({ message, statusCode: 400 });
      expect(await rowOf(setting)).toMatchObject({ version: 1 });
    }));

  test("is refused for an unknown submission, another project's, one that is not finished and one that was erased", () =>
    withCase(async (setting) => {
      const { admin, client, db, id } = setting;
      for (const other of [randomUUID(), "7", await makeSubmission(await makeContext(db, stores))]) expect(await bodyOf(partsOf(setting, "fields=email", other))).toMatchObject({ message: "Invalid Submission Id." });
      const incomplete = await makeSubmission(admin, { status: "incomplete" });
      expect(await bodyOf(partsOf(setting, "fields=email", incomplete))).toMatchObject({ message: "Submissions in incomplete status cannot be modified" });
      await deleteSubmission(client, { submission_id: id, admin_name: admin.actor.email });
      expect(await bodyOf(partsOf(setting, "fields=email"))).toMatchObject({ message: "Invalid Submission Id." });
    }));
});
