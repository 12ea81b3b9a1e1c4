import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listChain } from "@/db/queries/audit";
import { resubmissionRequests } from "@/db/schema/proposals";
import { queueEntries } from "@/db/schema/queue-entries";
import { back, front, hour, intakeTests, later, outcomeOf, passed, rowsOf, step1, step2 } from "@/db/test/intake";
import { askOpened, correctOpened } from "@/db/test/make-lease";
import { makeMember } from "@/db/test/make-member";
import { makeImage } from "@/db/test/make-submission";
import { sha256Of } from "@/e2e/engine-double";
import type { ResubmissionKind } from "@/lib/kyc/images";
import type { ApiContext, MemberContext } from "./context";
import { getSubmission } from "./get-submission";
import { readImage, readReplacedImage } from "./read-image";
import { submitPreStep2 } from "./submit-prestep2";
import { submitStep2 } from "./submit-step2";
import { verifyAudit } from "./verify-audit";

const { double, withClient } = await intakeTests();
const [anew, other] = [(await makeImage(3)).bytes, (await makeImage(4)).bytes];

/** A case that Step 2 left to a person, who asks for an image again an hour later. */
async function asked(ctx: ApiContext, kind: ResubmissionKind): Promise<{ id: string; agent: MemberContext; client: ApiContext }> {
  const id = await passed(ctx);
  await step2(ctx, id, { date_of_birth: "1994-05-13" });
  const client = later(ctx, hour);
  const agent: MemberContext = { ...client, actor: { kind: "member", ...(await makeMember(ctx.db, { projectId: ctx.projectId, role: "agent" })) } };
  const { version } = await getSubmission(agent, id);
  await askOpened(agent, id, { version, kind, codes: ["other"], otherText: "Once more, please." });
  return { id, agent, client: later(client, hour) };
}

/** Step 2 with an image alone, as a client sends it that was asked for nothing else. */
const alone = (ctx: ApiContext, submissionId: string, files: Record<string, Buffer>) => submitStep2(ctx, { fields: new Map([["submissionId", submissionId]]), files: new Map(Object.entries(files)) });
const lastActions = async (ctx: ApiContext, count: number) => (await listChain(ctx.db, ctx.projectId, 0, 100)).slice(-count).map((entry) => `${entry.actorKind} ${entry.action}`);

describe("the image of the ID", () => {
  test("comes by Step 1, and the case waits again without a Step 2: with who asked, old and new image kept", () =>
    withClient({ slaHours: 8 }, async (ctx) => {
      const { id, agent, client } = await asked(ctx, "idImage");
      const before = await getSubmission(agent, id);
      const answer = await step1(client, { submissionId: id }, { front: anew });
      expect(answer).toMatchObject({ submissionId: id, verificationResult: "success", kycStatus: "pending", retryCount: 0, ocr: { fullName: "Kim Minseo" } });

      const detail = await getSubmission(agent, id);
      expect(detail).toMatchObject({
        status: "pending", version: 4, flags: ["field_mismatch:birthDate", "not_run:face_match"], claimed: { birthDate: "1994-05-13" }, final: { birthDate: "1994-05-13" },
        resubmission: null, resubmittedAt: client.now.toISOString(), dueAt: new Date(client.now.getTime() + 7 * hour).toISOString(),
        replaced: [{ kind: "idImage", supersededAt: client.now.toISOString() }],
      });
      const old = before.images.find(({ kind }) => kind === "idImage");
      expect(detail.replaced[0]?.id).toBe(old?.id);
      expect(detail.images.find(({ kind }) => kind === "idImage")?.id).not.toBe(old?.id);
      const shown = await readReplacedImage(agent, id, old?.id ?? "", "display");
      expect(shown.bytes.equals((await readImage(agent, id, "idImage", "display")).bytes)).toBe(false);
      const [entry] = await ctx.db.select().from(queueEntries).where(eq(queueEntries.submissionId, id));
      expect(entry).toMatchObject({ isWaiting: true, assigneeId: agent.actor.memberId, slaUsedMs: hour });
      expect(await lastActions(ctx, 2)).toEqual(["client submission.step1", "client submission.resubmission_answered"]);
      expect(await ctx.db.select().from(resubmissionRequests)).toMatchObject([{ answeredAt: client.now, closedAt: null }]);
      expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("is read anew, and what a person corrected stays", () =>
    withClient({}, async (ctx) => {
      const id = await passed(ctx);
      await step2(ctx, id, { date_of_birth: "1994-05-13" });
      const agent: MemberContext = { ...ctx, actor: { kind: "member", ...(await makeMember(ctx.db, { projectId: ctx.projectId, role: "agent" })) } };
      await correctOpened(agent, id, { version: 2, fields: { gender: "male" } });
      await askOpened(agent, id, { version: 3, kind: "idImage", codes: ["id_image_badImage"], otherText: null });
      double.program("readText", sha256Of(anew), { facts: { fields: { birthDate: { value: "1994-05-13", confidence: 99 } } } });
      double.program("readZone", sha256Of(anew), { facts: { fields: { birthDate: { value: "1994-05-13", confidence: 99 } } } });
      await step1(ctx, { submissionId: id }, { front: anew });
      expect(await getSubmission(agent, id)).toMatchObject({ printed: { birthDate: "1994-05-13" }, final: { birthDate: "1994-05-13", gender: "male", fullName: "Kim Minseo" }, flags: ["not_run:face_match"] });
    }));

  test("that fails counts on and changes nothing else; the third try that fails is the rejection", () =>
    withClient({}, async (ctx) => {
      const { id, agent, client } = await asked(ctx, "idImage");
      const before = await getSubmission(agent, id);
      double.program("readZone", sha256Of(other), { facts: { isWhole: false } });
      expect(await outcomeOf(step1(client, { submissionId: id }, { front: other }))).toBe("incomplete mrz_protocol_fail");
      const { final, images, flags, claimed, resubmission } = before;
      expect(await getSubmission(agent, id)).toMatchObject({ status: "incomplete", retryCount: 1, final, images, flags, claimed, resubmission, replaced: [{ kind: "idImage" }] });
      expect(await outcomeOf(step1(client, { submissionId: id }, { front: other }))).toBe("incomplete mrz_protocol_fail");
      expect(await outcomeOf(step1(client, { submissionId: id }, { front: other }))).toBe("rejected mrz_protocol_fail too_many_retry");
      expect(await getSubmission(agent, id)).toMatchObject({ status: "rejected", retryCount: 3, reviewer: "system", resubmission: null, images, decision: { codes: ["too_many_retry"] } });
      expect(await lastActions(ctx, 2)).toEqual(["client submission.step1", "system submission.rejected"]);
    }));
});

describe("the selfie and the proof of address", () => {
  test("a selfie comes by Step 2 alone, and faces are compared again", () =>
    withClient({ selfieLiveness: true }, async (ctx) => {
      const { id, agent, client } = await asked(ctx, "selfieImage");
      double.program("compareFaces", sha256Of(anew), { facts: { score: 91 } });
      expect(await alone(client, id, { faceImage: anew })).toEqual({ verificationResult: "success", faceSimilarityScore: 91, livenessScore: 96, kycStatus: "pending", retryCount: 0 });
      expect(await getSubmission(agent, id)).toMatchObject({ status: "pending", flags: ["field_mismatch:birthDate"], replaced: [{ kind: "selfieImage" }], resubmittedAt: client.now.toISOString(), attempts: [{ faceSimilarityScore: 91 }, {}, {}] });
      expect(await lastActions(ctx, 2)).toEqual(["client submission.step2", "client submission.resubmission_answered"]);
    }));

  test("a selfie of somebody else counts on, a face engine that failed does not, and the third try is the rejection", () =>
    withClient({}, async (ctx) => {
      const { id, agent, client } = await asked(ctx, "selfieImage");
      double.program("compareFaces", sha256Of(other), { facts: { score: 12 } });
      double.program("compareFaces", sha256Of(anew), { status: 500 }, 2);
      expect(await outcomeOf(alone(client, id, { faceImage: other }))).toBe("incomplete face_compare_underscore");
      expect(await outcomeOf(alone(client, id, { faceImage: anew }))).toBe("incomplete face_detect_error");
      expect(await getSubmission(agent, id)).toMatchObject({ status: "incomplete", retryCount: 1 });
      await alone(client, id, { faceImage: other });
      expect(await alone(client, id, { faceImage: other })).toMatchObject({ kycStatus: "rejected", retryCount: 3 });
      expect(await getSubmission(agent, id)).toMatchObject({ status: "rejected", resubmission: null, decision: { codes: ["too_many_retry"] } });
    }));

  test("a face that was approved twice before is rejected, as Step 2 would", () =>
    withClient({ faceDuplication: true }, async (ctx) => {
      const approved = [await passed(ctx, { email: "b@example.com" }), await passed(ctx, { email: "c@example.com" })];
      for (const each of approved) await step2(ctx, each, {}, { faceImage: front });
      const { id, agent, client } = await asked(ctx, "selfieImage");
      double.program("searchFace", sha256Of(anew), { facts: { matches: approved.map((submissionId) => ({ submissionId, score: 99 })) } });
      expect(await alone(client, id, { faceImage: anew })).toMatchObject({ kycStatus: "rejected" });
      expect(await getSubmission(agent, id)).toMatchObject({ status: "rejected", resubmission: null, decision: { codes: ["duplicated_face"] } });
    }));

  test("a proof of address comes by Step 2 alone, also where none came before", () =>
    withClient({}, async (ctx) => {
      const { id, agent, client } = await asked(ctx, "addressImage");
      expect(await alone(client, id, { addressImage: anew })).toEqual({ verificationResult: "success", faceSimilarityScore: null, livenessScore: null, kycStatus: "pending", retryCount: 0 });
      const detail = await getSubmission(agent, id);
      expect(detail).toMatchObject({ status: "pending", flags: ["field_mismatch:birthDate", "address_document"], replaced: [] });
      expect(detail.images.map(({ kind }) => kind).sort()).toEqual(["addressImage", "idImage", "selfieImage"]);
    }));
});

describe("what is not asked for", () => {
  test.each<[ResubmissionKind, string, (ctx: ApiContext, id: string) => Promise<string>]>([
    ["idImage", "400 invalid_submission_id", (ctx, id) => outcomeOf(alone(ctx, id, { faceImage: anew }))],
    ["idImage", "400 invalid_submission_id", (ctx, id) => outcomeOf(alone(ctx, id, { addressImage: anew }))],
    ["selfieImage", "400 invalid_input_format", (ctx, id) => outcomeOf(step1(ctx, { submissionId: id }, { front: anew }))],
    ["selfieImage", "400 invalid_payload", (ctx, id) => outcomeOf(alone(ctx, id, { addressImage: anew }))],
    ["addressImage", "400 invalid_address_image", (ctx, id) => outcomeOf(alone(ctx, id, { faceImage: anew }))],
    ["addressImage", "400 invalid_input_format", (ctx, id) => outcomeOf(step1(ctx, { submissionId: id }, { front: anew }))],
    ["selfieImage", "400 exceeded_72hour_limit", (ctx, id) => outcomeOf(alone(later(ctx, 72 * hour), id, { faceImage: anew }))],
    ["idImage", "400 invalid_input_format", (ctx, id) => outcomeOf(step1(later(ctx, 72 * hour), { submissionId: id }, { front: anew }))],
    ["idImage", "400 invalid_input_format", (ctx, id) => outcomeOf(step1(ctx, { submissionId: id, email: "else@example.com" }, { front: anew }))],
    ["selfieImage", "400 invalid_face_image", (ctx, id) => outcomeOf(alone(ctx, id, { faceImage: Buffer.from("no picture") }))],
    // One case an e-mail: the one that is asked again must be named.
    ["idImage", "400 reviewing", (ctx) => outcomeOf(step1(ctx, {}, { front: anew }))],
    ["selfieImage", "400 reviewing", (ctx) => outcomeOf(step1(ctx, {}, { front: anew }))],
  ])("asked for %s: %s, and nothing is written (%#)", (kind, refusal, send) =>
    withClient({}, async (ctx) => {
      const { id, client } = await asked(ctx, kind);
      const before = await rowsOf(ctx);
      expect(await send(client, id)).toBe(refusal);
      expect(await rowsOf(ctx)).toEqual(before);
    }));

  test("PreStep2 is refused as well", () =>
    withClient({ bankAuthentication: true }, async (ctx) => {
      const id = await passed(ctx);
      const account = { submissionId: id, requestType: "occupancy" as const, userName: "Kim Minseo", bankCode: "004", accountNumber: "1234567890" };
      await submitPreStep2(ctx, account);
      await step2(ctx, id, { date_of_birth: "1994-05-13", userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" });
      const agent: MemberContext = { ...ctx, actor: { kind: "member", ...(await makeMember(ctx.db, { projectId: ctx.projectId, role: "agent" })) } };
      await askOpened(agent, id, { version: (await getSubmission(agent, id)).version, kind: "selfieImage", codes: ["other"], otherText: "Again." });
      await expect(submitPreStep2(ctx, account)).rejects.toMatchObject({ status: 400, body: { errorCode: "invalid_submission_id" } });
    }));

  test("another unfinished submission of the e-mail does not begin to wait meanwhile, nor afterwards", () =>
    withClient({}, async (ctx) => {
      // Two passed Step 1 before either waited.
      const second = await passed(ctx, { userid: "second" });
      const { id, client } = await asked(ctx, "selfieImage");
      expect(await outcomeOf(step2(client, second, { date_of_birth: "1994-05-13" }))).toBe("400 reviewing");
      expect(await outcomeOf(alone(client, id, { faceImage: back }))).toBe("pending");
      expect(await outcomeOf(step2(client, second, { date_of_birth: "1994-05-13" }))).toBe("400 reviewing");
    }));

  test("the image that took another's place is current, and only what was replaced is found as such, in its own project", () =>
    withClient({}, async (ctx) => {
      const { id, agent, client } = await asked(ctx, "selfieImage");
      await alone(client, id, { faceImage: anew });
      const { images, replaced } = await getSubmission(agent, id);
      const current = images.find(({ kind }) => kind === "selfieImage");
      await expect(readReplacedImage(agent, id, current?.id ?? "", "display")).rejects.toMatchObject({ status: 404 });
      await withClient({}, async (stranger) => {
        await expect(readReplacedImage({ ...agent, projectId: stranger.projectId }, id, replaced[0]?.id ?? "", "display")).rejects.toMatchObject({ status: 404 });
      });
    }));
});
