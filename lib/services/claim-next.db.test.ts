import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listChain } from "@/db/queries/audit";
import { queueEntries, type QueueEntryRow } from "@/db/schema/queue-entries";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { leaseSeconds } from "@/lib/kyc/review/lease";
import type { Role } from "@/lib/kyc/roles";
import { claimNext } from "./claim-next";
import type { MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { listSubmissions } from "./list-submissions";
import { getSubmission } from "./get-submission";
import { parseSubmissionFilter } from "@/lib/contracts/submission-filter";
import { recordDecision } from "./record-decision";
import { releaseLease } from "./release-lease";
import { renewLease } from "./renew-lease";

const stores = testStores();
const inProject = (body: (ctx: MemberContext) => Promise<void>, role: Role = "agent") => withRollback(async (db) => body(await makeContext(db, stores, role)));
const later = (ctx: MemberContext, seconds: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() + seconds * 1000) });
const ago = (ctx: MemberContext, minutes: number) => later(ctx, -60 * minutes);
const setEntry = (ctx: MemberContext, id: string, values: Partial<QueueEntryRow>) => ctx.db.update(queueEntries).set(values).where(eq(queueEntries.submissionId, id));

/** A page of a member's: claims and says which case it got. */
const pageOf = (ctx: MemberContext, holder: string = randomUUID()) => ({
  holder,
  claim: (at = ctx, { soft = false, skip = null }: { soft?: boolean; skip?: string | null } = {}) => claimNext(at, { holder, soft, skip }),
});
const nothing = { lease: null, held: 0, skipped: 0 };

describe("the next case", () => {
  test("comes by priority, then by what is due first, then by age", () =>
    inProject(async (ctx) => {
      const [newest, older, due, dueLater, urgent] = [await makeSubmission(ago(ctx, 1)), await makeSubmission(ago(ctx, 9)), await makeSubmission(ctx), await makeSubmission(ago(ctx, 20)), await makeSubmission(ctx)];
      await setEntry(ctx, due, { dueAt: later(ctx, 60).now });
      await setEntry(ctx, dueLater, { dueAt: later(ctx, 90).now });
      await setEntry(ctx, urgent, { priority: 1 });
      const got = [];
      for (let n = 0; n < 5; n += 1) got.push((await pageOf(ctx).claim()).lease?.submissionId);
      expect(got).toEqual([urgent, due, dueLater, older, newest]);
      expect(await pageOf(ctx).claim()).toEqual({ lease: null, held: 5, skipped: 0 });
    }));

  test("is the member's own before anybody's, and never what is another's", () =>
    inProject(async (ctx) => {
      const other = await withRole(ctx, "agent");
      const [own, theirs, free] = [await makeSubmission(ctx), await makeSubmission(ago(ctx, 30)), await makeSubmission(ago(ctx, 20))];
      await setEntry(ctx, own, { assigneeId: ctx.actor.memberId });
      await setEntry(ctx, theirs, { assigneeId: other.actor.memberId, priority: 9 });
      expect((await pageOf(ctx).claim()).lease?.submissionId).toBe(own);
      expect((await pageOf(ctx).claim()).lease?.submissionId).toBe(free);
      expect((await pageOf(ctx).claim()).lease).toBeNull();
      expect((await pageOf(other).claim()).lease?.submissionId).toBe(theirs);
    }));

  test("is never one that the member must not decide, and another gets it", () =>
    inProject(async (ctx) => {
      const id = await makeSubmission(ctx);
      await setEntry(ctx, id, { barredMemberId: ctx.actor.memberId });
      expect(await pageOf(ctx).claim()).toEqual(nothing);
      expect((await pageOf(await withRole(ctx, "lead")).claim()).lease?.submissionId).toBe(id);
    }));

  test("is of the member's project alone, and of what waits", () =>
    inProject(async (ctx) => {
      await makeSubmission(ctx, { status: "incomplete" });
      await decideOpened(ctx, await makeSubmission(ctx), { outcome: "approved", version: 1 });
      await makeSubmission(await makeContext(ctx.db, stores));
      expect(await pageOf(ctx).claim()).toEqual(nothing);
    }));

  test("a viewer claims nothing, and a claim writes nothing to the log", () =>
    inProject(async (ctx) => {
      await makeSubmission(ctx);
      await expect(pageOf(await withRole(ctx, "viewer")).claim()).rejects.toMatchObject({ status: 403 });
      await pageOf(ctx).claim();
      expect((await listChain(ctx.db, ctx.projectId, 0, 10)).map((entry) => entry.action)).toEqual(["project.created", "submission.imported"]);
    }));
});

describe("what is held", () => {
  test("stays in the list of others, with who holds it", () =>
    inProject(async (ctx) => {
      const [id, other] = [await makeSubmission(ctx), await withRole(ctx, "viewer")];
      await pageOf(ctx).claim();
      const { filter } = parseSubmissionFilter("queue", {});
      expect((await listSubmissions(other, filter)).items).toMatchObject([{ id, holder: { memberName: ctx.actor.name, isOwn: false } }]);
      expect((await listSubmissions(ctx, filter)).items).toMatchObject([{ id, holder: { memberName: ctx.actor.name, isOwn: true } }]);
      expect((await listSubmissions(other, { ...filter, q: "specimen" })).items).toMatchObject([{ id, holder: { isOwn: false } }]);
      expect(await getSubmission(other, id)).toMatchObject({ holder: { memberId: ctx.actor.memberId, isOwn: false, claimedAt: ctx.now.toISOString() } });
      expect((await listSubmissions(later(other, leaseSeconds), filter)).items).toMatchObject([{ id, holder: null }]);
      expect((await getSubmission(later(other, leaseSeconds), id)).holder).toBeNull();
    }));

  test("“nothing left” says how many others hold and how many were put aside", () =>
    inProject(async (ctx) => {
      const other = await withRole(ctx, "agent");
      for (let n = 0; n < 3; n += 1) await makeSubmission(ago(ctx, n));
      await pageOf(other).claim();
      const page = pageOf(ctx);
      const first = await page.claim();
      const second = await page.claim(ctx, { skip: first.lease?.submissionId ?? null });
      expect(second.lease?.submissionId).not.toBe(first.lease?.submissionId);
      expect(await page.claim(ctx, { skip: second.lease?.submissionId ?? null })).toEqual({ lease: null, held: 1, skipped: 2 });
      expect((await pageOf(other).claim()).lease).not.toBeNull();
    }));

  test("a case put aside is free at once, and comes back on the project's next day", () =>
    inProject(async (ctx) => {
      const [id, page] = [await makeSubmission(ctx), pageOf(ctx)];
      await page.claim();
      expect(await page.claim(ctx, { skip: id })).toEqual({ lease: null, held: 0, skipped: 1 });
      // 14:32 in Seoul: the day ends in nine and a half hours.
      expect((await page.claim(later(ctx, 9 * 3600))).lease).toBeNull();
      expect((await page.claim(later(ctx, 10 * 3600))).lease?.submissionId).toBe(id);
    }));

  test("a case of another project cannot be put aside", () =>
    inProject(async (ctx) => {
      const [other, foreign] = [await makeContext(ctx.db, stores), await makeSubmission(ctx)];
      expect(await pageOf(other).claim(other, { skip: foreign })).toEqual(nothing);
      expect((await pageOf(ctx).claim()).lease?.submissionId).toBe(foreign);
    }));

  test("a claim survives a decided case: another one is given, and the decided one is nobody's", () =>
    inProject(async (ctx) => {
      const [first, second] = [await makeSubmission(ago(ctx, 5)), await makeSubmission(ctx)];
      const page = pageOf(ctx);
      const { lease } = await page.claim();
      await recordDecision(ctx, first, { outcome: "approved", version: 1, lease: { holder: page.holder, token: lease?.token ?? 0 } });
      expect(await getSubmission(ctx, first)).toMatchObject({ status: "approved", holder: null });
      expect((await page.claim()).lease?.submissionId).toBe(second);
    }));

  test("a page that gets another case lets go of the one before; one that gets none keeps it", () =>
    inProject(async (ctx) => {
      const [first, second] = [await makeSubmission(ago(ctx, 5)), await makeSubmission(ctx)];
      const page = pageOf(ctx);
      expect((await page.claim()).lease?.submissionId).toBe(first);
      expect((await page.claim()).lease?.submissionId).toBe(second);
      expect((await pageOf(ctx).claim()).lease?.submissionId).toBe(first);
      expect((await page.claim()).lease).toBeNull();
      expect((await getSubmission(ctx, second)).holder).not.toBeNull();
    }));
});

describe("leases that are over", () => {
  test("are freed by the next claim, in their place in the order and under a new token", () =>
    inProject(async (ctx) => {
      const [first, second] = [await makeSubmission(ago(ctx, 5)), await makeSubmission(ctx)];
      const lost = await pageOf(ctx).claim();
      const other = await withRole(ctx, "agent");
      expect((await pageOf(other).claim(later(other, leaseSeconds - 1))).lease?.submissionId).toBe(second);
      const taken = await pageOf(other).claim(later(other, leaseSeconds));
      expect(taken.lease).toMatchObject({ submissionId: first, token: (lost.lease?.token ?? 0) + 2 });
    }));

  test("one that was not renewed is found among nine that were", () =>
    inProject(async (ctx) => {
      for (let n = 0; n < 10; n += 1) await makeSubmission(ago(ctx, n));
      const pages = Array.from({ length: 10 }, () => pageOf(ctx));
      const leases = [];
      for (const page of pages) leases.push({ ...(await page.claim()).lease, holder: page.holder });
      const soon = later(ctx, leaseSeconds - 1);
      for (const { submissionId = "", token = 0, holder } of leases.slice(1)) await renewLease(soon, submissionId, { holder, token });
      expect((await pageOf(ctx).claim(later(ctx, leaseSeconds + 1))).lease?.submissionId).toBe(leases[0]?.submissionId);
      expect((await pageOf(ctx).claim(later(ctx, leaseSeconds + 1))).lease).toBeNull();
    }));
});

describe("a reservation", () => {
  test("is shown to nobody as held, writes nothing, and becomes the lease of the page that claims", () =>
    inProject(async (ctx) => {
      const [first, second] = [await makeSubmission(ago(ctx, 5)), await makeSubmission(ctx)];
      const page = pageOf(ctx);
      await page.claim();
      const reserved = await page.claim(ctx, { soft: true });
      expect(reserved.lease?.submissionId).toBe(second);
      expect((await getSubmission(ctx, second)).holder).toBeNull();
      const lease = { holder: page.holder, token: reserved.lease?.token ?? 0 };
      await expect(correctFields(ctx, second, { version: 1, lease, fields: { gender: null } })).rejects.toMatchObject({ errorCode: "lease_lost", details: { holder: null } });
      expect((await pageOf(await withRole(ctx, "agent")).claim()).lease).toBeNull();

      const urgent = await makeSubmission(ctx);
      await setEntry(ctx, urgent, { priority: 9 });
      const claimed = await page.claim();
      expect(claimed.lease).toMatchObject({ submissionId: second, token: lease.token + 1 });
      expect((await getSubmission(ctx, first)).holder).toBeNull();
      await correctFields(ctx, second, { version: 1, lease: { ...lease, token: claimed.lease?.token ?? 0 }, fields: { gender: null } });
    }));

  test("asked for twice is one", () =>
    inProject(async (ctx) => {
      const [id, page] = [await makeSubmission(ago(ctx, 1)), pageOf(ctx)];
      await makeSubmission(ctx);
      expect((await page.claim(ctx, { soft: true })).lease?.submissionId).toBe(id);
      expect((await page.claim(ctx, { soft: true })).lease?.submissionId).toBe(id);
      expect((await pageOf(ctx).claim()).lease?.submissionId).not.toBe(id);
    }));

  test("lasts as long as the page's lease is renewed, and goes with it when the page is left", () =>
    inProject(async (ctx) => {
      const [first, second] = [await makeSubmission(ago(ctx, 5)), await makeSubmission(ctx)];
      const page = pageOf(ctx);
      const held = { holder: page.holder, token: (await page.claim()).lease?.token ?? 0 };
      await page.claim(ctx, { soft: true });
      await renewLease(later(ctx, 100), first, held);
      const other = pageOf(await withRole(ctx, "agent"));
      expect((await other.claim(later(ctx, 200))).lease).toBeNull();

      await releaseLease(later(ctx, 201), first, held);
      expect((await other.claim(later(ctx, 202))).lease?.submissionId).toBe(first);
      expect((await other.claim(later(ctx, 202))).lease?.submissionId).toBe(second);
    }));

  test("of a case that was barred, put aside or given to another meanwhile is passed over", () =>
    inProject(async (ctx) => {
      const other = await withRole(ctx, "agent");
      for (const values of [{ barredMemberId: ctx.actor.memberId }, { assigneeId: other.actor.memberId }]) {
        const [id, page] = [await makeSubmission(ctx), pageOf(ctx)];
        expect((await page.claim(ctx, { soft: true })).lease?.submissionId).toBe(id);
        await setEntry(ctx, id, values);
        expect((await page.claim()).lease).toBeNull();
      }
    }));
});

test("a correction keeps the lease, and another write goes on with it", () =>
  inProject(async (ctx) => {
    const id = await makeSubmission(ctx);
    await correctOpened(ctx, id, { version: 1, fields: { gender: "male" } });
    await decideOpened(ctx, id, { outcome: "approved", version: 2 });
    const [entry] = await ctx.db.select().from(queueEntries).where(eq(queueEntries.submissionId, id));
    expect(entry).toMatchObject({ isWaiting: false, leaseMemberId: null, leaseToken: 2 });
  }));
