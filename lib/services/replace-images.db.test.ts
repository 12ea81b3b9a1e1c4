import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { listChain } from "@/db/queries/audit";
import { findImage, listImageFiles } from "@/db/queries/images";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeImage, makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { ApiRefusal } from "@/lib/errors";
import type { ApiContext, MemberContext } from "./context";
import { getSubmission } from "./get-submission";
import { readImage } from "./read-image";
import { replaceImages } from "./replace-images";

const stores = testStores();

interface Setting {
  client: ApiContext;
  lead: MemberContext;
  id: string;
}

const withCase = (body: (setting: Setting) => Promise<void>) =>
  withRollback(async (db) => {
    const lead = await makeContext(db, stores, "lead");
    await body({ client: (await asClient(lead)).client, lead, id: await makeSubmission(lead, { images: ["idImage"] }) });
  });

const pictureOf = async (seed: number) => (await makeImage(seed)).bytes.toString("base64");
const base = ({ lead, id }: Setting) => ({ submissionId: id, admin: lead.actor.email });
const filesOf = ({ lead, id }: Setting) => listImageFiles(lead.db, lead.projectId, id);

describe("PUT /v3/submission/image", () => {
  test("puts other images in the place of those that are named, and says so by their hashes", () =>
    withCase(async (setting) => {
      const { client, lead, id } = setting;
      const [front, selfie] = [await pictureOf(7), await pictureOf(8)];
      const before = await findImage(lead.db, lead.projectId, id, "idImage");
      const answer = await replaceImages(client, { ...base(setting), idType: "government_id", idImage: `data:image/jpeg;base64,${front}`, selfieImage: selfie });
      expect(answer).toEqual({ message: "complete to update image." });

      const seen = await getSubmission(lead, id);
      expect(seen).toMatchObject({ version: 2, final: { idType: "government_id" }, status: "pending" });
      expect(seen.images.map((image) => image.kind).sort()).toEqual(["idImage", "selfieImage"]);
      expect((await sharp((await readImage(lead, id, "idImage", "display")).bytes).metadata()).format).toBe("jpeg");
      const after = await findImage(lead.db, lead.projectId, id, "idImage");
      expect(after?.sha256.equals(before?.sha256 ?? Buffer.alloc(0))).toBe(false);
      expect(seen.timeline[0]?.changes[0]).toMatchObject({ field: "idImage", old: before?.sha256.toString("hex"), new: after?.sha256.toString("hex") });
      const [entry] = (await listChain(lead.db, lead.projectId, 0, 100)).slice(-1);
      expect(entry).toMatchObject({ action: "submission.images_replaced", actorId: lead.actor.memberId });
    }));

  test.each<[string, (setting: Setting) => Promise<Record<string, unknown>>, object]>([
    ["without an id", async () => ({ submissionId: null }), { message: "submissionId is required." }],
    ["without an admin", async () => ({ admin: "" }), { message: "admin is required." }],
    ["without an image", async () => ({ selfieImage: "" }), { message: "At least one image to update is required." }],
    ["to an agent", async ({ lead }) => ({ admin: (await withRole(lead, "agent")).actor.email }), { message: "Access denied. The admin is not registered in the project." }],
    ["without the type of an ID", async () => ({ idImage: await pictureOf(2) }), { message: "idType is required." }],
    ["for a type that is none", async () => ({ idImage: await pictureOf(2), idType: "library_card" }), { message: "Invalid data format." }],
    ["for an unknown submission", async () => ({ submissionId: randomUUID() }), { message: "Invalid Submission Id." }],
    ["for an id that is none", async () => ({ submissionId: "7" }), { message: "Invalid Submission Id." }],
    ["for another project's", async ({ lead }) => ({ submissionId: await makeSubmission(await makeContext(lead.db, stores)) }), { message: "Invalid Submission Id." }],
    ["for one that is not finished", async ({ lead }) => ({ submissionId: await makeSubmission(lead, { status: "incomplete" }) }), { message: "Submissions in incomplete status cannot be modified" }],
    ["for what is not base64", async () => ({ selfieImage: "no picture!" }), { message: "Invalid data format.", errors: [{ code: "invalid_image", message: "selfieImage is not base64." }] }],
    ["for what is no picture", async () => ({ selfieImage: Buffer.from("<svg/>").toString("base64") }), { message: "Invalid data format." }],
    ["for more than 2 MB", async () => ({ selfieImage: Buffer.alloc(2 * 1024 * 1024 + 1, 0xff).toString("base64") }), { message: "selfieImage is larger than 2 MB." }],
  ])("is refused %s, and nothing is written", (_name, change, body) =>
    withCase(async (setting) => {
      const [files, before] = [await filesOf(setting), await getSubmission(setting.lead, setting.id)];
      const sent = { ...base(setting), selfieImage: await pictureOf(3), ...(await change(setting)) };
      const refusal = await replaceImages(setting.client, sent).catch((error: unknown) => error);
      expect(refusal instanceof ApiRefusal ? refusal.body : refusal).toMatchObject(body);
      expect(await filesOf(setting)).toEqual(files);
      expect(await getSubmission(setting.lead, setting.id)).toEqual(before);
    }));
});
