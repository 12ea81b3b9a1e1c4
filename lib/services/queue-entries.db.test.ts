import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { makeContext, withRole } from "@/db/test/make-context";
import { decideOpened, makeLease } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { pageSize, parseSubmissionFilter } from "@/lib/contracts/submission-filter";
import type { Flag } from "@/lib/kyc/flags";
import { assignCases } from "./assign-cases";
import { changeRole } from "./change-role";
import { claimNext } from "./claim-next";
import type { MemberContext } from "./context";
import { countSubmissions } from "./count-submissions";
import { getSubmission } from "./get-submission";
import { listDeciders } from "./list-deciders";
import { listSubmissions } from "./list-submissions";
import { prioritiseCases } from "./prioritise-cases";
import { removeMember } from "./remove-member";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const holder = "3b0f6a4e-5a0b-4d59-9c2e-0f8f5f6a7b11";
const flagged: Flag = "unsupported_document";
const withLead = (body: (lead: MemberContext) => Promise<void>) => withRollback(async (db) => body(await makeContext(db, stores, "lead", { flagWeights: { unsupported_document: 40 } })));
const idsOf = async (ctx: MemberContext, params: Record<string, string>) => (await listSubmissions(ctx, parseSubmissionFilter("queue", params).filter)).items.map(({ id }) => id);
const memberOf = (ctx: MemberContext) => ({ id: ctx.actor.memberId, name: ctx.actor.name });

describe("assignCases", () => {
  test("gives each case to the member by itself, with the reason sealed in its log; the member is offered it first", () =>
    withLead(async (lead) => {
      const [first, second] = [await makeSubmission(lead), await makeSubmission(lead)];
      const agent = await withRole(lead, "agent");
      const { results } = await assignCases(lead, { submissionIds: [second], memberId: agent.actor.memberId, reason: "Speaks Croatian" });

      expect(results).toEqual([{ submissionId: second, outcome: "done" }]);
      const detail = await getSubmission(lead, second);
      expect(detail).toMatchObject({ version: 1, entry: { assignee: memberOf(agent) } });
      expect(detail.timeline[0]).toMatchObject({
        action: "submission.assigned",
        changes: [{ field: "assignee", old: null, new: agent.actor.name }, { field: "reason", old: null, new: "Speaks Croatian" }],
      });
      expect((await claimNext(agent, { holder, soft: false, skip: null })).lease).toMatchObject({ submissionId: second });
      expect(await verifyAudit(lead.db, lead.vault, lead.projectId)).toMatchObject({ whole: true });
      expect((await getSubmission(lead, first)).entry).toMatchObject({ assignee: null });
    }));

  test("what cannot be assigned is named, and keeps nothing else back", () =>
    withLead(async (lead) => {
      const foreign = await makeSubmission(await makeContext(lead.db, stores));
      const [decided, unfinished, open] = [await makeSubmission(lead), await makeSubmission(lead, { status: "incomplete" }), await makeSubmission(lead)];
      await decideOpened(lead, decided, { outcome: "approved", version: 1 });
      const assign = (memberId: string | null) => assignCases(lead, { submissionIds: [foreign, decided, unfinished, open, open], memberId, reason: "Shift" });

      const refused = [{ submissionId: foreign, outcome: "not_found" }, { submissionId: decided, outcome: "not_pending" }, { submissionId: unfinished, outcome: "not_pending" }];
      expect((await assign(lead.actor.memberId)).results).toEqual([...refused, { submissionId: open, outcome: "done" }]);
      expect((await assign(lead.actor.memberId)).results).toEqual([...refused, { submissionId: open, outcome: "unchanged" }]);
      expect((await assign(null)).results).toEqual([...refused, { submissionId: open, outcome: "done" }]);
      expect((await getSubmission(lead, open)).timeline.map(({ action }) => action).slice(0, 2)).toEqual(["submission.assigned", "submission.assigned"]);
    }));

  test("only who may decide is given cases, and only by a lead", () =>
    withLead(async (lead) => {
      const id = await makeSubmission(lead);
      const viewer = await withRole(lead, "viewer");
      const stranger = await makeContext(lead.db, stores);
      const assign = (ctx: MemberContext, memberId: string) => assignCases(ctx, { submissionIds: [id], memberId, reason: "Shift" });
      await expect(assign(lead, viewer.actor.memberId)).rejects.toMatchObject({ status: 422, errorCode: "not_a_decider" });
      await expect(assign(lead, stranger.actor.memberId)).rejects.toMatchObject({ status: 422, errorCode: "not_a_decider" });
      const agent = await withRole(lead, "agent");
      await expect(assign(agent, agent.actor.memberId)).rejects.toMatchObject({ status: 403 });
      expect((await listDeciders(viewer)).members.map((member) => member.id).sort()).toEqual([lead.actor.memberId, agent.actor.memberId].sort());
      expect((await getSubmission(lead, id)).entry).toMatchObject({ assignee: null });
    }));

  test.each(["removed", "made a viewer"])("what is assigned to a member who is %s is nobody's again", (what) =>
    withLead(async (lead) => {
      const id = await makeSubmission(lead);
      const [admin, agent] = [await withRole(lead, "admin"), await withRole(lead, "agent")];
      await assignCases(lead, { submissionIds: [id], memberId: agent.actor.memberId, reason: "Shift" });
      if (what === "removed") await removeMember(admin, agent.actor.memberId);
      else await changeRole(admin, agent.actor.memberId, { role: "viewer" });
      expect((await getSubmission(lead, id)).entry).toMatchObject({ assignee: null });
      expect((await claimNext(lead, { holder, soft: false, skip: null })).lease).toMatchObject({ submissionId: id });
    }));

  test("the queue shows one's own, nobody's or a member's, and counts them", () =>
    withLead(async (lead) => {
      const [mine, theirs, free] = [await makeSubmission(lead), await makeSubmission(lead), await makeSubmission(lead)];
      const agent = await withRole(lead, "agent");
      await assignCases(lead, { submissionIds: [mine], memberId: lead.actor.memberId, reason: "Shift" });
      await assignCases(lead, { submissionIds: [theirs], memberId: agent.actor.memberId, reason: "Shift" });
      expect(await idsOf(lead, { assignee: "me" })).toEqual([mine]);
      expect(await idsOf(agent, { assignee: "me" })).toEqual([theirs]);
      expect(await idsOf(lead, { assignee: agent.actor.memberId })).toEqual([theirs]);
      expect(await idsOf(lead, { assignee: "nobody", sort: "priority" })).toEqual([free]);
      expect(await idsOf(lead, { assignee: "me", sort: "priority", idType: "passport" })).toEqual([mine]);
      expect(await countSubmissions(lead, parseSubmissionFilter("queue", { assignee: "me" }).filter)).toMatchObject({ waiting: 3, matching: 1 });
    }));
});

describe("prioritiseCases", () => {
  test("sets the priority by hand, and by the weights of the case's flags again", () =>
    withLead(async (lead) => {
      const id = await makeSubmission(lead, { flags: [flagged] });
      const set = (priority: number | null) => prioritiseCases(lead, { submissionIds: [id], priority });
      expect((await set(500)).results).toEqual([{ submissionId: id, outcome: "done" }]);
      expect(await getSubmission(lead, id)).toMatchObject({
        entry: { priority: 500, isPriorityByHand: true },
        timeline: [{ action: "submission.prioritised", changes: [{ field: "priority", new: "500" }, { field: "isPriorityByHand", old: "false", new: "true" }] }, {}],
      });
      expect((await set(500)).results).toEqual([{ submissionId: id, outcome: "unchanged" }]);
      expect((await set(null)).results).toEqual([{ submissionId: id, outcome: "done" }]);
      expect((await getSubmission(lead, id)).entry).toMatchObject({ priority: 40, isPriorityByHand: false });
    }));

  test("only by a lead, and of waiting cases of the project", () =>
    withLead(async (lead) => {
      const [id, decided, foreign] = [await makeSubmission(lead), await makeSubmission(lead), await makeSubmission(await makeContext(lead.db, stores))];
      await decideOpened(lead, decided, { outcome: "approved", version: 1 });
      await expect(prioritiseCases(await withRole(lead, "agent"), { submissionIds: [id], priority: 5 })).rejects.toMatchObject({ status: 403 });
      expect((await prioritiseCases(lead, { submissionIds: [decided, foreign], priority: 5 })).results.map(({ outcome }) => outcome)).toEqual(["not_pending", "not_found"]);
      expect((await getSubmission(lead, id)).entry).toMatchObject({ priority: 0 });
    }));
});

test.each(["priority", "-priority"])("the queue by %s is the order of claims, and forward and back cover every row once, ties and held cases included", (sort) =>
  withLead(async (lead) => {
    const total = pageSize * 2 + 7;
    const expected: { id: string; rank: (number | string)[] }[] = [];
    for (let index = 0; index < total; index += 1) {
      const id = await makeSubmission({ ...lead, now: new Date(lead.now.getTime() - Math.floor(index / 5) * 60_000) });
      const due = index % 4 === 0 ? `2026-11-${24 + (index % 3)}T00:00:00Z` : null;
      await lead.db.execute(sql`update queue_entries set priority = ${index % 3}, due_at = ${due} where submission_id = ${id}`);
      expected.push({ id, rank: [-(index % 3), due ?? "9", -Math.floor(index / 5), id] });
    }
    await makeLease(lead, expected[10]?.id ?? "");
    const compare = (a: (number | string)[], b: (number | string)[]): number => {
      const at = a.findIndex((value, index) => value !== b[index]);
      return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
    };
    const order = expected.sort((a, b) => compare(a.rank, b.rank)).map(({ id }) => id);
    if (sort === "-priority") order.reverse();

    const list = (params: Record<string, string>) => listSubmissions(lead, parseSubmissionFilter("queue", { sort, ...params }).filter);
    const pages = [await list({})];
    for (let page = pages[0]; page !== undefined && page.next !== null; ) pages.push((page = await list({ after: page.next })));
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(order);
    expect((await list({ before: pages[2]?.items[0]?.id ?? "" })).items.map(({ id }) => id)).toEqual(order.slice(pageSize, pageSize * 2));
    expect(await idsOf(lead, { sort, q: "Specimen" })).toEqual(order.slice(0, pageSize));
  }));

test("the list of all knows neither assignees nor priorities", () => {
  expect(parseSubmissionFilter("all", { assignee: "me", sort: "priority" })).toMatchObject({ filter: { assignee: null, sort: "-age" }, ignored: ["assignee=me", "sort=priority"] });
});
