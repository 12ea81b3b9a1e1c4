import { expect, test } from "vitest";
import { findImage } from "@/db/queries/images";
import { intakeTests, passed, rowsOf, step2 } from "@/db/test/intake";
import { noEngines } from "@/db/test/make-client";
import { makeMember } from "@/db/test/make-member";
import { makeImage } from "@/db/test/make-submission";
import { ApiRefusal } from "@/lib/errors";
import type { ApiContext } from "./context";
import { replaceImages } from "./replace-images";

const { double, withClient } = await intakeTests();

const other = (await makeImage(9)).bytes.toString("base64");
const hashOf = async (ctx: ApiContext, id: string) => (await findImage(ctx.db, ctx.projectId, id, "selfieImage"))?.sha256.toString("hex");

/** A submission that Step 2 finished, and what a lead sends for it. */
async function finished(ctx: ApiContext) {
  const submissionId = await passed(ctx);
  await step2(ctx, submissionId);
  const { email } = await makeMember(ctx.db, { projectId: ctx.projectId, role: "lead" });
  return { submissionId, sent: { submissionId, admin: email, selfieImage: other } };
}

/** The last call to the index of faces. */
const lastCall = () => double.calls.filter(({ operation }) => operation === "indexFace" || operation === "forgetFace").at(-1);

test("another selfie is indexed in the place of the one before", () =>
  withClient({ faceDuplication: true }, async (ctx) => {
    const { submissionId, sent } = await finished(ctx);
    await replaceImages(ctx, sent);
    expect(lastCall()).toMatchObject({ operation: "indexFace", input: { selfie: { base64: other }, subject: { projectId: ctx.projectId, submissionId } } });
    expect(await rowsOf(ctx)).toMatchObject([{ flags: [], version: 3 }]);
  }));

test("while nobody looks for duplicates the face before is forgotten, and none is indexed", () =>
  withClient({}, async (ctx) => {
    const { submissionId, sent } = await finished(ctx);
    await replaceImages(ctx, sent);
    expect(lastCall()).toMatchObject({ operation: "forgetFace", input: { subject: { submissionId } } });
  }));

test("images without a selfie leave the index alone", () =>
  withClient({ faceDuplication: true }, async (ctx) => {
    const { sent } = await finished(ctx);
    const before = double.calls.length;
    await replaceImages(ctx, { ...sent, selfieImage: null, addressImage: other });
    expect(double.calls).toHaveLength(before);
  }));

test.each([
  ["the indexing", { faceDuplication: true }, "indexFace", { status: 400, body: { message: "Fail to add face image to collection", errors: [{ code: "face_validation_error" }] } }],
  ["the forgetting", {}, "forgetFace", { status: 503 }],
] as const)("when %s fails the selfie stays what it was", (_name, options, operation, refusal) =>
  withClient(options, async (ctx) => {
    const { submissionId, sent } = await finished(ctx);
    const before = await hashOf(ctx, submissionId);
    double.program(operation, "*", { status: 500 });
    await expect(replaceImages(ctx, sent)).rejects.toMatchObject(refusal);
    expect(await hashOf(ctx, submissionId)).toBe(before);
    expect(await rowsOf(ctx)).toMatchObject([{ version: 2 }]);
  }));

test("without an index the case carries that the check was not run", () =>
  withClient({ faceDuplication: true }, async (ctx) => {
    const { submissionId, sent } = await finished(ctx);
    const before = await hashOf(ctx, submissionId);
    await replaceImages({ ...ctx, engines: noEngines }, sent);
    expect(await hashOf(ctx, submissionId)).not.toBe(before);
    expect(await rowsOf(ctx)).toMatchObject([{ flags: ["not_run:face_duplication"] }]);
  }));

test("nothing is asked of the index for a submission that is not finished", () =>
  withClient({ faceDuplication: true }, async (ctx) => {
    const submissionId = await passed(ctx);
    const { email } = await makeMember(ctx.db, { projectId: ctx.projectId, role: "lead" });
    await expect(replaceImages(ctx, { submissionId, admin: email, selfieImage: other })).rejects.toBeInstanceOf(ApiRefusal);
    expect(lastCall()).toBeUndefined();
  }));
