import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listChain } from "@/db/queries/audit";
import { updateSubmission } from "@/db/queries/submissions";
import { events, proposals, resubmissionRequests } from "@/db/schema/proposals";
import { queueEntries } from "@/db/schema/queue-entries";
import { hour, intakeTests, passed, step2 } from "@/db/test/intake";
import { makeContext, withRole } from "@/db/test/make-context";
import { askOpened, correctOpened, decideOpened, type OpenedRequest } from "@/db/test/make-lease";
import { makeMember } from "@/db/test/make-member";
import { makeSubmission } from "@/db/test/make-submission";
import { withRollback } from "@/db/test/with-rollback";
import { requestResubmissionSchema, type RequestResubmissionInput } from "@/lib/contracts/resubmissions";
import type { Role } from "@/lib/kyc/roles";
import type { ApiContext, MemberContext, ServiceContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { listSubmissions } from "./list-submissions";
import { querySubmissions } from "./query-submissions";
import { returnUnansweredCases } from "./return-unanswered-cases";
import { verifyAudit } from "./verify-audit";
import { withdrawResubmission } from "./withdraw-resubmission";

const { stores, withClient } = await intakeTests();
const blurred: Omit<OpenedRequest, "version"> = { kind: "idImage", codes: ["other", "id_image_badImage"], otherText: "  The corner is cut off. " };
const ask = (ctx: MemberContext, id: string, given: Partial<OpenedRequest> = {}) => askOpened(ctx, id, { version: 1, ...blurred, ...given });
const at = (ctx: MemberContext, milliseconds: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });
const entryOf = async (ctx: ServiceContext, id: string) => (await ctx.db.select().from(queueEntries).where(eq(queueEntries.submissionId, id)))[0];
const requestsOf = (ctx: ServiceContext, id: string) => ctx.db.select().from(resubmissionRequests).where(eq(resubmissionRequests.submissionId, id));
const actionsOf = async (ctx: ServiceContext) => (await listChain(ctx.db, ctx.projectId, 1, 100)).map((entry) => `${entry.actorKind} ${entry.action.replace("submission.", "")}`);
const run = (ctx: ServiceContext, now: Date) => returnUnansweredCases({ db: ctx.db, vault: ctx.vault, storage: ctx.storage, now }, { onFailure: (_id, error) => expect.fail(String(error)) });

async function memberOf(ctx: ApiContext, role: Role): Promise<MemberContext> {
  return { ...ctx, actor: { kind: "member", ...(await makeMember(ctx.db, { projectId: ctx.projectId, role })) } };
}

describe("asking an applicant again", () => {
  test("the case is incomplete for one image, its clock stands still, and it is kept for who asked", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "agent", { slaHours: 8 });
      const id = await makeSubmission(ctx, { images: ["idImage"] });
      const asking = at(ctx, 3 * hour);
      const detail = await ask(asking, id);
      expect(detail).toMatchObject({
        status: "incomplete", version: 2, dueAt: null, resubmittedAt: null,
        resubmission: {
          kind: "idImage", codes: ["id_image_badImage", "other"], comments: ["Fail to read the ID image. Please take a clear picture of your ID document.", "The corner is cut off."],
          memberName: ctx.actor.name, requestedAt: asking.now.toISOString(), expiresAt: new Date(asking.now.getTime() + 72 * hour).toISOString(),
        },
      });
      expect(await entryOf(ctx, id)).toMatchObject({ isWaiting: false, slaUsedMs: 3 * hour, assigneeId: ctx.actor.memberId });
      expect(await db.select().from(events).where(eq(events.submissionId, id))).toMatchObject([{ kind: "submission.resubmission_requested", at: asking.now }]);
      expect((await listChain(db, ctx.projectId, 1, 10)).at(-1)).toMatchObject({
        action: "submission.resubmission_requested", actorId: ctx.actor.memberId, fields: [{ name: "status" }, { name: "resubmissionKind" }, { name: "commentCode" }, { name: "comment" }],
      });
      expect(JSON.stringify(await requestsOf(ctx, id))).not.toContain("corner");
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("the API tells what is asked and why, and forgets it when the case waits again", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx);
      const kycOf = async () => {
        const { Items } = await querySubmissions(ctx, { submissionId: id, userids: null, emails: null, from: null, to: null, after: null, count: 1, requestType: null }, () => "https://desk.test/image");
        return Items[0] && "kyc" in Items[0] ? Items[0].kyc : null;
      };
      await ask(ctx, id, { kind: "selfieImage", codes: ["other"], otherText: "Take off the glasses." });
      expect(await kycOf()).toMatchObject({ result: "incomplete", comment: ["Take off the glasses."], commentCode: ["other"], resubmission: "selfieImage" });
      await withdrawResubmission(ctx, id, { version: 2 });
      expect(await kycOf()).toMatchObject({ result: "pending", comment: [], commentCode: [] });
      expect(await kycOf()).not.toHaveProperty("resubmission");
    }));

  test.each<[string, Partial<RequestResubmissionInput>, object]>([
    ["a code of another image", { kind: "selfieImage", codes: ["id_image_badImage"], otherText: null }, { status: 422, errorCode: "code_not_available" }],
    ["a code of the rules", { codes: ["id_info_blacklist"], otherText: null }, { status: 422, errorCode: "code_not_available" }],
    ["no code", { codes: [], otherText: null }, { status: 400 }],
    ["other without a text", { codes: ["other"], otherText: " " }, { status: 400 }],
    ["a stale version", { version: 9 }, { status: 409, errorCode: "stale_version", details: { current: { status: "pending", version: 1 } } }],
  ])("%s is refused, and nothing is written", (_name, given, refusal) =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx);
      await expect(ask(ctx, id, given)).rejects.toMatchObject(refusal);
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "pending", version: 1, resubmission: null });
      expect(await actionsOf(ctx)).toEqual(["member imported"]);
    }));

  test("a viewer, another project's case, a decided one, an erased one and one that a second person is to confirm are refused", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx);
      await expect(ask(await withRole(ctx, "viewer"), id)).rejects.toMatchObject({ status: 403 });
      await expect(ask(await makeContext(db, stores), id)).rejects.toMatchObject({ status: 404 });
      const { memberId, email: maker, name } = ctx.actor;
      await db.insert(proposals).values({ projectId: ctx.projectId, submissionId: id, version: 1, outcome: "approved", codes: [], sealed: Buffer.alloc(1), makerId: memberId, maker, makerName: name, createdAt: ctx.now });
      await expect(ask(ctx, id)).rejects.toMatchObject({ status: 409, errorCode: "proposal_open" });

      const decided = await makeSubmission(ctx);
      await decideOpened(ctx, decided, { outcome: "rejected", version: 1, codes: ["id_image_error"], otherText: null, fields: {}, confirmedHits: [] });
      await expect(ask(ctx, decided)).rejects.toMatchObject({ status: 409, errorCode: "already_decided" });
      const erased = await makeSubmission(ctx);
      await eraseSubmission(await withRole(ctx, "admin"), erased);
      await expect(ask(ctx, erased)).rejects.toMatchObject({ status: 409, errorCode: "erased" });
    }));

  test("while it is asked the case is for nobody to decide, correct or ask anew", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx);
      await ask(ctx, id);
      const refusal = { status: 409, errorCode: "not_pending" };
      await expect(ask(ctx, id, { version: 2 })).rejects.toMatchObject(refusal);
      await expect(correctOpened(ctx, id, { version: 2, fields: { gender: "male" } })).rejects.toMatchObject(refusal);
      await expect(decideOpened(ctx, id, { outcome: "approved", version: 2 })).rejects.toMatchObject(refusal);
    }));

  test("an erasure of a case that was asked takes the request along", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "admin");
      const id = await makeSubmission(ctx, { images: ["idImage"] });
      await ask(ctx, id);
      await eraseSubmission(ctx, id);
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "deleted", resubmission: null, replaced: [] });
      expect(await requestsOf(ctx, id)).toMatchObject([{ answeredAt: null, closedAt: ctx.now }]);
    }));

  test("a request has an image that can be asked for and a version", () => {
    expect(requestResubmissionSchema.safeParse({ ...blurred, version: 1, kind: "idBackImage" }).success).toBe(false);
    expect(requestResubmissionSchema.safeParse({ ...blurred, version: 0 }).success).toBe(false);
  });
});

describe("taking a request back", () => {
  test("the case waits again with the time it had left, and the request is closed unanswered", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "agent", { slaHours: 8 });
      const id = await makeSubmission(ctx);
      await ask(at(ctx, 3 * hour), id);
      const back = at(ctx, 20 * hour);
      expect(await withdrawResubmission(back, id, { version: 2 })).toMatchObject({
        status: "pending", version: 3, resubmission: null, resubmittedAt: null, pendingAt: back.now.toISOString(), dueAt: new Date(back.now.getTime() + 5 * hour).toISOString(),
      });
      expect(await requestsOf(ctx, id)).toMatchObject([{ answeredAt: null, closedAt: back.now }]);
      expect(await actionsOf(ctx)).toEqual(["member imported", "member resubmission_requested", "member resubmission_withdrawn"]);
    }));

  test("is refused to a viewer, for another project's case, at a stale version, and where nothing is asked", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx);
      await expect(withdrawResubmission(ctx, id, { version: 1 })).rejects.toMatchObject({ status: 409, errorCode: "stale_version" });
      await ask(ctx, id);
      await expect(withdrawResubmission(await withRole(ctx, "viewer"), id, { version: 2 })).rejects.toMatchObject({ status: 403 });
      await expect(withdrawResubmission(await makeContext(db, stores), id, { version: 2 })).rejects.toMatchObject({ status: 404 });
      await expect(withdrawResubmission(ctx, id, { version: 1 })).rejects.toMatchObject({ status: 409, errorCode: "stale_version" });
      const unfinished = await makeSubmission(ctx, { status: "incomplete" });
      await expect(withdrawResubmission(ctx, unfinished, { version: 1 })).rejects.toMatchObject({ status: 409, errorCode: "not_pending" });
    }));

  test("is refused while another case of the e-mail waits", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const id = await makeSubmission(ctx, { email: "anna@example.com" });
      await ask(ctx, id);
      await makeSubmission(ctx, { email: "anna@example.com" });
      await expect(withdrawResubmission(ctx, id, { version: 2 })).rejects.toMatchObject({ status: 409, errorCode: "other_case_open" });
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "incomplete", version: 2 });
      await run(ctx, new Date(ctx.now.getTime() + 73 * hour));
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "incomplete", version: 2 });
    }));
});

test("unanswered after 72 hours it waits again with a flag, by the system, with who asked; nothing rejects it", () =>
  withClient({ retryTimeoutHours: 1 }, async (client) => {
    const ctx = await memberOf(client, "agent");
    const id = await passed(client);
    await step2(client, id, { date_of_birth: "1994-05-13" });
    await updateSubmission(ctx.db, ctx.projectId, id, { retryCount: 2 });
    await ask(ctx, id, { version: 2 });
    await run(ctx, at(ctx, 72 * hour).now);
    expect(await getSubmission(ctx, id)).toMatchObject({ status: "incomplete" });

    const over = at(ctx, 72 * hour + 1);
    await run(ctx, over.now);
    await run(ctx, over.now);
    expect(await getSubmission(ctx, id)).toMatchObject({
      status: "pending", version: 4, retryCount: 2, flags: ["field_mismatch:birthDate", "not_resubmitted"], resubmission: null, resubmittedAt: null, pendingAt: over.now.toISOString(),
    });
    expect(await entryOf(ctx, id)).toMatchObject({ isWaiting: true, assigneeId: ctx.actor.memberId });
    expect((await actionsOf(ctx)).slice(-2)).toEqual(["member resubmission_requested", "system resubmission_unanswered"]);
    const page = await listSubmissions(ctx, { scope: "queue", q: "", status: [], flag: ["not_resubmitted"], country: [], idType: [], waiting: null, assignee: null, sort: "age", after: null, before: null });
    expect(page.items).toMatchObject([{ id, resubmittedAt: null }]);
  }));
