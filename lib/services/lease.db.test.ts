import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listChain } from "@/db/queries/audit";
import { queueEntries } from "@/db/schema/queue-entries";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeLease, noLease } from "@/db/test/make-lease";
import { makeSession } from "@/db/test/make-member";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { leaseSeconds } from "@/lib/kyc/review/lease";
import { changeRole } from "./change-role";
import { claimNext } from "./claim-next";
import type { MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { findSession } from "./find-session";
import { getSubmission } from "./get-submission";
import { recordDecision } from "./record-decision";
import { releaseLease } from "./release-lease";
import { removeMember } from "./remove-member";
import { renewLease } from "./renew-lease";
import { reviewSubmission } from "./review-submission";
import { signOut } from "./sign-out";
import { signOutEverywhere } from "./sign-out-everywhere";
import { takeLease } from "./take-lease";
import { takeOverLease } from "./take-over-lease";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const withCase = (body: (ctx: MemberContext, id: string) => Promise<void>) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await body(ctx, await makeSubmission(ctx));
  });
const later = (ctx: MemberContext, seconds: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() + seconds * 1000) });
const approve = (ctx: MemberContext, id: string, lease: { holder: string; token: number }) => recordDecision(ctx, id, { outcome: "approved", version: 1, lease });
const holderOf = async (ctx: MemberContext, id: string) => (await getSubmission(ctx, id)).holder;
const lost = { status: 409, errorCode: "lease_lost" };

describe("taking a case", () => {
  test("gives the page that opens it a lease of two minutes, and the same again when asked again", () =>
    withCase(async (ctx, id) => {
      const holder = randomUUID();
      const lease = await takeLease(ctx, id, { holder });
      expect(lease).toEqual({ submissionId: id, token: 1, expiresAt: later(ctx, leaseSeconds).now.toISOString() });
      const again = later(ctx, 60);
      expect(await takeLease(again, id, { holder })).toMatchObject({ token: 1, expiresAt: later(again, leaseSeconds).now.toISOString() });
      expect(await holderOf(ctx, id)).toMatchObject({ claimedAt: ctx.now.toISOString() });
    }));

  test("that another holds is refused, and says who holds it; so is one's own in another tab", () =>
    withCase(async (ctx, id) => {
      const other = await withRole(ctx, "lead");
      await makeLease(ctx, id);
      const held = { status: 409, errorCode: "held" };
      await expect(takeLease(other, id, { holder: randomUUID() })).rejects.toMatchObject({ ...held, details: { holder: { memberName: ctx.actor.name, isOwn: false } } });
      await expect(takeLease(ctx, id, { holder: randomUUID() })).rejects.toMatchObject({ ...held, details: { holder: { memberId: ctx.actor.memberId, isOwn: true } } });
    }));

  test("works from the instant that the other's lease is over, and under a new token", () =>
    withCase(async (ctx, id) => {
      const other = await withRole(ctx, "agent");
      const { token } = await makeLease(ctx, id);
      await expect(takeLease(later(other, leaseSeconds - 0.001), id, { holder: randomUUID() })).rejects.toMatchObject({ errorCode: "held" });
      expect((await takeLease(later(other, leaseSeconds), id, { holder: randomUUID() })).token).toBeGreaterThan(token);
    }));

  test("is kept from nobody by a reservation, and the page that reserved it gets another", () =>
    withCase(async (ctx, id) => {
      const [holder, other] = [randomUUID(), await withRole(ctx, "agent")];
      await claimNext(ctx, { holder, soft: true, skip: null });
      await makeLease(other, id);
      expect((await claimNext(ctx, { holder, soft: false, skip: null })).lease).toBeNull();
      const next = await makeSubmission(ctx);
      expect((await claimNext(ctx, { holder, soft: false, skip: null })).lease?.submissionId).toBe(next);
    }));

  test("makes the page's reservation its lease, and lets go of the case that it had", () =>
    withCase(async (ctx, id) => {
      const holder = randomUUID();
      await takeLease(ctx, id, { holder });
      const next = await makeSubmission(ctx);
      const reserved = await claimNext(ctx, { holder, soft: true, skip: null });
      const taken = await takeLease(ctx, next, { holder });
      expect(taken.token).toBe((reserved.lease?.token ?? 0) + 1);
      expect([await holderOf(ctx, id), (await holderOf(ctx, next))?.isOwn]).toEqual([null, true]);
    }));

  test.each<[string, (ctx: MemberContext) => Promise<string>, Record<string, unknown>]>([
    ["is decided", async (ctx) => { const id = await makeSubmission(ctx); await approve(ctx, id, await makeLease(ctx, id)); return id; }, { status: 409, errorCode: "already_decided" }],
    ["waits for the applicant", (ctx) => makeSubmission(ctx, { status: "incomplete" }), { status: 409, errorCode: "not_pending" }],
    ["does not exist", () => Promise.resolve(randomUUID()), { status: 404 }],
    ["is another project's", async (ctx) => makeSubmission(await makeContext(ctx.db, stores)), { status: 404 }],
    ["waits for a second person after one's own proposal", async (ctx) => {
      const id = await makeSubmission(ctx);
      await ctx.db.update(queueEntries).set({ barredMemberId: ctx.actor.memberId }).where(eq(queueEntries.submissionId, id));
      return id;
    }, { status: 409, errorCode: "proposal_open" }],
  ])("is refused where it %s; taking it over too", (_name, prepare, error) =>
    withCase(async (ctx) => {
      const id = await prepare(ctx);
      await expect(takeLease(ctx, id, { holder: randomUUID() })).rejects.toMatchObject(error);
      await expect(takeOverLease(ctx, id, { holder: randomUUID(), reason: null })).rejects.toMatchObject(error);
    }));

  test("is for who may decide", () =>
    withCase(async (ctx, id) => {
      const viewer = await withRole(ctx, "viewer");
      await expect(takeLease(viewer, id, { holder: randomUUID() })).rejects.toMatchObject({ status: 403 });
      await expect(renewLease(viewer, id, noLease)).rejects.toMatchObject({ status: 403 });
      await expect(releaseLease(viewer, id, noLease)).rejects.toMatchObject({ status: 403 });
      await expect(takeOverLease(viewer, id, { holder: randomUUID(), reason: null })).rejects.toMatchObject({ status: 403 });
    }));
});

describe("a write", () => {
  test("needs the lease that stands: neither none, nor another page's, nor one that is over or was taken", () =>
    withCase(async (ctx, id) => {
      const other = await withRole(ctx, "agent");
      await expect(approve(ctx, id, noLease)).rejects.toMatchObject({ ...lost, details: { holder: null } });
      const lease = await makeLease(ctx, id);
      await expect(approve(ctx, id, { ...lease, holder: randomUUID() })).rejects.toMatchObject(lost);
      await expect(approve(ctx, id, { ...lease, token: lease.token + 1 })).rejects.toMatchObject(lost);
      await expect(approve(other, id, lease)).rejects.toMatchObject({ ...lost, details: { holder: { memberName: ctx.actor.name, isOwn: false } } });
      await expect(approve(later(ctx, leaseSeconds), id, lease)).rejects.toMatchObject({ ...lost, details: { holder: null } });
      await expect(correctFields(later(ctx, leaseSeconds), id, { version: 1, lease, fields: { gender: null } })).rejects.toMatchObject(lost);

      const taken = await makeLease(later(other, leaseSeconds), id);
      await expect(approve(later(ctx, leaseSeconds), id, lease)).rejects.toMatchObject({ ...lost, details: { holder: { memberId: other.actor.memberId } } });
      expect(await getSubmission(ctx, id)).toMatchObject({ status: "pending", version: 1 });
      expect((await listChain(ctx.db, ctx.projectId, 0, 10)).map((entry) => entry.action)).toEqual(["project.created", "submission.imported"]);
      expect(await approve(later(other, leaseSeconds), id, taken)).toMatchObject({ status: "approved" });
    }));

  test("on a case that was decided says so before it speaks of leases, and a stale version comes after them", () =>
    withCase(async (ctx, id) => {
      const lease = await makeLease(ctx, id);
      await expect(recordDecision(ctx, id, { outcome: "approved", version: 7, lease: noLease })).rejects.toMatchObject(lost);
      await expect(recordDecision(ctx, id, { outcome: "approved", version: 7, lease })).rejects.toMatchObject({ errorCode: "stale_version" });
      await approve(ctx, id, lease);
      await expect(approve(ctx, id, lease)).rejects.toMatchObject({ errorCode: "already_decided" });
    }));

  test("the review call of the API needs no lease, and frees the one that there was", () =>
    withCase(async (ctx, id) => {
      const lease = await makeLease(ctx, id);
      const { client } = await asClient(ctx);
      const sent = { admin: ctx.actor.email, submissionId: id, status: "approved" };
      await reviewSubmission(client, sent);
      expect(await holderOf(ctx, id)).toBeNull();
      await expect(renewLease(ctx, id, lease)).rejects.toMatchObject(lost);
      await expect(approve(ctx, id, lease)).rejects.toMatchObject({ errorCode: "already_decided" });
    }));
});

describe("renewing", () => {
  test("lengthens what stands, and brings nothing back that is over, freed or taken", () =>
    withCase(async (ctx, id) => {
      const lease = await makeLease(ctx, id);
      const renewed = later(ctx, leaseSeconds - 1);
      expect(await renewLease(renewed, id, lease)).toEqual({ submissionId: id, token: lease.token, expiresAt: later(renewed, leaseSeconds).now.toISOString() });
      await expect(renewLease(later(renewed, leaseSeconds), id, lease)).rejects.toMatchObject({ ...lost, details: { holder: null } });
      await expect(renewLease(renewed, id, { ...lease, token: 2 })).rejects.toMatchObject(lost);
      await expect(renewLease(renewed, randomUUID(), lease)).rejects.toMatchObject({ status: 404 });

      await releaseLease(renewed, id, lease);
      await expect(renewLease(renewed, id, lease)).rejects.toMatchObject(lost);
    }));
});

describe("releasing", () => {
  test("frees the case at once, and an old one frees nothing that came after it", () =>
    withCase(async (ctx, id) => {
      const other = await withRole(ctx, "agent");
      const lease = await makeLease(ctx, id);
      await releaseLease(ctx, id, lease);
      expect(await holderOf(ctx, id)).toBeNull();

      const again = await makeLease(ctx, id, lease.holder);
      await releaseLease(ctx, id, lease);
      await releaseLease(other, id, again);
      expect(await holderOf(ctx, id)).toMatchObject({ isOwn: true });
      await approve(ctx, id, again);
    }));

  test("by the last sign-out of a member; another machine's session keeps them", () =>
    withCase(async (ctx, id) => {
      const session = { projectId: ctx.projectId, memberId: ctx.actor.memberId, now: ctx.now };
      const [here, there] = [await findSession(ctx, await makeSession(ctx.db, session)), await findSession(ctx, await makeSession(ctx.db, session))];
      if (here === null || there === null) throw new Error("The sessions are not open.");
      await makeLease(ctx, id);
      await signOut(there);
      expect(await holderOf(ctx, id)).not.toBeNull();
      await signOut(here);
      expect(await holderOf(ctx, id)).toBeNull();
    }));

  test.each<[string, (admin: MemberContext, memberId: string) => Promise<void>]>([
    ["signs them out everywhere", signOutEverywhere],
    ["takes them out of the project", removeMember],
    ["makes them a viewer", (admin, memberId) => changeRole(admin, memberId, { role: "viewer" })],
  ])("by an admin who %s", (_name, act) =>
    withCase(async (ctx, id) => {
      const admin = await withRole(ctx, "admin");
      const lease = await makeLease(ctx, id);
      await act(admin, ctx.actor.memberId);
      expect(await holderOf(admin, id)).toBeNull();
      expect((await makeLease(admin, id)).token).toBe(lease.token + 2);
    }));
});

describe("taking over", () => {
  test("from one's own other tab needs no reason, is not audited, and leaves the old tab without its write", () =>
    withCase(async (ctx, id) => {
      const first = await makeLease(ctx, id);
      const second = randomUUID();
      const { token } = await takeOverLease(ctx, id, { holder: second, reason: null });
      expect(token).toBe(first.token + 1);
      await expect(correctFields(ctx, id, { version: 1, lease: first, fields: { gender: null } })).rejects.toMatchObject({ ...lost, details: { holder: { isOwn: true } } });
      await releaseLease(ctx, id, first);
      expect(await approve(ctx, id, { holder: second, token })).toMatchObject({ status: "approved" });
      expect((await listChain(ctx.db, ctx.projectId, 0, 10)).map((entry) => entry.action)).not.toContain("submission.taken_over");
    }));

  test("from another person is a lead's, with a reason, which the timeline keeps", () =>
    withCase(async (ctx, id) => {
      const [agent, lead] = [await withRole(ctx, "agent"), await withRole(ctx, "lead")];
      const lease = await makeLease(ctx, id);
      await expect(takeOverLease(agent, id, { holder: randomUUID(), reason: null })).rejects.toMatchObject({ status: 403 });
      await expect(takeOverLease(agent, id, { holder: randomUUID(), reason: "Mine" })).rejects.toMatchObject({ status: 403 });
      await expect(takeOverLease(lead, id, { holder: randomUUID(), reason: null })).rejects.toMatchObject({ status: 400, details: { fields: [{ path: "reason" }] } });
      expect(await holderOf(ctx, id)).toMatchObject({ memberId: ctx.actor.memberId });

      const holder = randomUUID();
      const { token } = await takeOverLease(lead, id, { holder, reason: "Off sick" });
      await expect(approve(ctx, id, lease)).rejects.toMatchObject({ ...lost, details: { holder: { memberId: lead.actor.memberId } } });
      const changes = [{ field: "holder", old: ctx.actor.name, new: null, erased: false }, { field: "reason", old: null, new: "Off sick", erased: false }];
      expect((await approve(lead, id, { holder, token })).timeline[1]).toMatchObject({ action: "submission.taken_over", isOwn: true, changes });
      expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("what nobody works on is simply taken", () =>
    withCase(async (ctx, id) => {
      const [agent, lead] = [await withRole(ctx, "agent"), await withRole(ctx, "lead")];
      await claimNext(agent, { holder: randomUUID(), soft: true, skip: null });
      await takeOverLease(ctx, id, { holder: randomUUID(), reason: null });
      await takeOverLease(later(lead, leaseSeconds), id, { holder: randomUUID(), reason: "Left open" });
      expect((await listChain(ctx.db, ctx.projectId, 0, 10)).map((entry) => entry.action)).not.toContain("submission.taken_over");
    }));
});

test("fifty pages that take one case at once: one has it, the others are told who", async () => {
  const ctx = await makeContext(createDatabase(testPool()), stores);
  const id = await makeSubmission(ctx);
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => takeLease(ctx, id, { holder: randomUUID() })));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ errorCode: "held", details: { holder: { isOwn: true } } });
});
