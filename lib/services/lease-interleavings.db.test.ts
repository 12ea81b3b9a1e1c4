import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { decisions } from "@/db/schema/decisions";
import { overturnedDecisions } from "@/db/schema/proposals";
import { queueEntries, type QueueEntryRow } from "@/db/schema/queue-entries";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool } from "@/db/test/with-rollback";
import type { Lease, LeaseRef } from "@/lib/contracts/leases";
import { ApiRefusal, AppError } from "@/lib/errors";
import { isHeld, isLive, leaseSeconds, permitsWrite } from "@/lib/kyc/review/lease";
import { claimNext } from "./claim-next";
import type { ApiContext, MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { recordDecision } from "./record-decision";
import { releaseLease } from "./release-lease";
import { renewLease } from "./renew-lease";
import { reopenCase } from "./reopen-case";
import { reviewSubmission } from "./review-submission";
import { takeLease } from "./take-lease";
import { takeOverLease } from "./take-over-lease";
import { undoDecision } from "./undo-decision";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const graceSeconds = 3 * leaseSeconds;

/** A tab of somebody's, with every lease that it was ever given, newest first: it may write by any of them. */
interface Page {
  ctx: MemberContext;
  holder: string;
  leases: (LeaseRef & { id: string })[];
}

interface World {
  now: Date;
  pages: Page[];
  client: ApiContext;
  cases: Map<string, CaseHistory>;
}

/** What a case went through, as those who did it were told. */
interface CaseHistory {
  version: number;
  status: string;
  /** Whom each token was given to. */
  tokens: Map<number, string>;
  newestToken: number;
  /** Outcomes that somebody was told, in their order. */
  decided: string[];
  /** How many of them were taken back or reopened. */
  overturned: number;
  writes: number;
}

interface Act {
  page: Page;
  id: string;
  history: CaseHistory;
  /** A lease that the page had of the case, the newest or an old one. */
  lease: LeaseRef;
}

/** What an act was told: the lease that it got, the write that it made, or nothing. */
type Outcome = { granted: Lease } | { wrote: "corrected" | "approved" | "rejected" | "pending" } | null;

const at = (world: World, page: Page): MemberContext => ({ ...page.ctx, now: world.now });

/** Everything that may happen to a case. */
const acts = {
  claim: async (world, { page }) => granting((await claimNext(at(world, page), { holder: page.holder, soft: false, skip: null })).lease),
  reserve: async (world, { page }) => granting((await claimNext(at(world, page), { holder: page.holder, soft: true, skip: null })).lease),
  take: async (world, { page, id }) => granting(await takeLease(at(world, page), id, { holder: page.holder })),
  takeOver: async (world, { page, id }) => {
    const reason = page.ctx.actor.role === "lead" ? "Off sick" : null;
    return granting(await takeOverLease(at(world, page), id, { holder: page.holder, reason }));
  },
  renew: async (world, { page, id, lease }) => {
    await renewLease(at(world, page), id, lease);
    return null;
  },
  release: async (world, { page, id, lease }) => {
    await releaseLease(at(world, page), id, lease);
    return null;
  },
  correct: async (world, { page, id, lease, history }) => {
    await correctFields(at(world, page), id, { version: history.version, lease, fields: { fullName: `Specimen ${randomUUID()}`.replace(/\d/g, "x") } });
    return { wrote: "corrected" };
  },
  approve: async (world, { page, id, lease, history }) => {
    await recordDecision(at(world, page), id, { outcome: "approved", version: history.version, lease });
    return { wrote: "approved" };
  },
  reject: async (world, { page, id, lease, history }) => {
    await recordDecision(at(world, page), id, { outcome: "rejected", version: history.version, lease, codes: ["id_image_badImage"], otherText: null, fields: {}, confirmedHits: [] });
    return { wrote: "rejected" };
  },
  review: async (world, { id, page }) => {
    await reviewSubmission({ ...world.client, now: world.now }, { admin: page.ctx.actor.email, submissionId: id, status: "approved" });
    return { wrote: "approved" };
  },
  undo: async (world, { page, id, history }) => {
    await undoDecision(at(world, page), id, { version: history.version });
    return { wrote: "pending" };
  },
  reopen: async (world, { page, id, history }) => {
    await reopenCase(at(world, page), id, { version: history.version, reason: "New facts" });
    return { wrote: "pending" };
  },
} satisfies Record<string, (world: World, act: Act) => Promise<Outcome>>;
type ActName = keyof typeof acts;
const leased: ReadonlySet<ActName> = new Set<ActName>(["correct", "approve", "reject"]);

const granting = (lease: Lease | null): Outcome => (lease === null ? null : { granted: lease });

async function makeWorld(): Promise<World> {
  const agent = await makeContext(createDatabase(testPool()), stores, "agent", { graceSeconds });
  const [other, lead] = [await withRole(agent, "agent"), await withRole(agent, "lead")];
  const cases = new Map<string, CaseHistory>();
  for (let n = 0; n < 2; n += 1) {
    const history = { version: 1, status: "pending", tokens: new Map<number, string>(), newestToken: 0, decided: [], overturned: 0, writes: 0 };
    cases.set(await makeSubmission(agent), history);
  }
  // Two tabs of one agent, and one each of another's and of a lead's.
  const pages = [agent, agent, other, lead].map((ctx) => ({ ctx, holder: randomUUID(), leases: [] }));
  return { now: agent.now, pages, client: (await asClient(agent)).client, cases };
}

interface Step {
  name: ActName;
  page: number;
  case: number;
  /** Which of the page's leases of the case it uses, counted from the newest. */
  age: number;
}
/** What leads to a decision and back, mostly by one agent and a lead: acts in any order by anybody are mostly refused. */
const often: ActName[] = ["take", "takeOver", "correct", "approve", "reject", "undo", "undo", "reopen", "reopen"];
const stepOf = fc.record<Step>({ name: fc.constantFrom(...(Object.keys(acts) as ActName[]), ...Array.from({ length: 6 }, () => often).flat()), page: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3, 3, 3), case: fc.nat(1), age: fc.constantFrom(0, 0, 0, 1, 2) });
/** Time that passes, then what happens at once: alone, or with others over connections of their own. */
const together = fc.oneof({ weight: 3, arbitrary: fc.tuple(stepOf) }, { weight: 1, arbitrary: fc.array(stepOf, { minLength: 2, maxLength: 3 }) });
const turnOf = fc.record({ seconds: fc.constantFrom(0, 0, 0, 0, 0, 1, 40, leaseSeconds - 1, leaseSeconds), steps: together });

function actOf(world: World, step: Step): Act {
  const [page, [id, history] = []] = [world.pages[step.page], [...world.cases][step.case]];
  if (!page || id === undefined || !history) throw new Error("The step names nothing.");
  const own = page.leases.filter((each) => each.id === id);
  const { token } = own[Math.min(step.age, own.length - 1)] ?? { token: 1 };
  return { page, id, history, lease: { holder: page.holder, token } };
}

async function entriesOf(world: World): Promise<Map<string, QueueEntryRow>> {
  const [page] = world.pages;
  const rows = page ? await page.ctx.db.select().from(queueEntries).where(eq(queueEntries.projectId, page.ctx.projectId)) : [];
  return new Map(rows.map((row) => [row.submissionId, row]));
}

/** A refusal is an answer; anything else is a fault. */
async function attempt(world: World, step: Step, act: Act): Promise<Outcome> {
  return acts[step.name](world, act).catch((error: unknown) => {
    if (error instanceof AppError || error instanceof ApiRefusal) return null;
    throw error;
  });
}

function assertGranted(world: World, { page }: Act, lease: Lease, before: Map<string, QueueEntryRow>): void {
  const history = world.cases.get(lease.submissionId);
  expect(history, "a case of the project").toBeDefined();
  if (!history) return;
  expect(history.tokens.get(lease.token) ?? page.holder, "a token is one page's").toBe(page.holder);
  expect(lease.token, "a token never falls").toBeGreaterThanOrEqual(before.get(lease.submissionId)?.leaseToken ?? 0);
  history.tokens.set(lease.token, page.holder);
  page.leases.unshift({ id: lease.submissionId, holder: page.holder, token: lease.token });
}

/** Alone, a write is done exactly when the lease that stands permits it. */
function assertPermitted(world: World, step: Step, { page, lease, history }: Act, outcome: Outcome, entry: QueueEntryRow | undefined): void {
  const isPermitted = entry !== undefined && history.status === "pending" && permitsWrite(entry, { ...lease, memberId: page.ctx.actor.memberId }, world.now);
  expect(outcome !== null, `${step.name} by ${isPermitted ? "the lease that stands" : "what is no lease"}`).toBe(isPermitted);
}

/** Alone, a claim gets a case that was free, and gets none only when there was none. */
function assertClaimed(world: World, { page }: Act, outcome: Outcome, before: Map<string, QueueEntryRow>): void {
  const isFree = (entry: QueueEntryRow | undefined) =>
    entry?.isWaiting === true && (!isLive(entry, world.now) || (entry.leaseIsSoft && entry.leaseHolder === page.holder));
  if (outcome !== null && "granted" in outcome) expect(isFree(before.get(outcome.granted.submissionId)), "claimed what was free").toBe(true);
  else expect([...before.values()].filter(isFree), "nothing was free").toEqual([]);
}

/** Alone, a page gets the case that it names unless another page works on it; a lead takes over what is another's. */
function assertTaken(world: World, { page, history }: Act, outcome: Outcome, entry: QueueEntryRow | undefined, isOver: boolean): void {
  const isWorkedOn = entry !== undefined && isHeld(entry, world.now) && entry.leaseHolder !== page.holder;
  const mayTakeOver = isOver && (page.ctx.actor.role === "lead" || entry?.leaseMemberId === page.ctx.actor.memberId);
  expect(outcome !== null, "taken where it is to be had").toBe(history.status === "pending" && (!isWorkedOn || mayTakeOver));
}

interface Standing {
  releaseDueAt: Date | null;
  memberId: string | null;
}

/** The decision that stands, by whom and until when it can be taken back; nothing for a case that waits. */
async function standingOf({ page: { ctx }, id }: Act): Promise<Standing | undefined> {
  const [row] = await ctx.db
    .select({ releaseDueAt: submissions.releaseDueAt, memberId: decisions.memberId })
    .from(submissions)
    .innerJoin(decisions, eq(decisions.id, submissions.decisionId))
    .where(eq(submissions.id, id));
  return row;
}

/** Alone, a decision is taken back in its grace period by its maker or a lead, and reopened after it by a lead only. */
function assertOverturned(world: World, { page: { ctx } }: Act, outcome: Outcome, standing: Standing | undefined, isUndo: boolean): void {
  const isLead = ctx.actor.role === "lead";
  const inGrace = standing !== undefined && standing.releaseDueAt !== null && standing.releaseDueAt >= world.now;
  const may = isUndo ? inGrace && (isLead || standing.memberId === ctx.actor.memberId) : isLead && standing !== undefined && !inGrace;
  expect(outcome !== null, isUndo ? "taken back" : "reopened").toBe(may);
}

/** What happens alone is told by what was before. */
function assertAlone(world: World, step: Step, act: Act, outcome: Outcome, before: Map<string, QueueEntryRow>, standing: Standing | undefined): void {
  const entry = before.get(act.id);
  if (step.name === "undo" || step.name === "reopen") assertOverturned(world, act, outcome, standing, step.name === "undo");
  if (leased.has(step.name)) assertPermitted(world, step, act, outcome, entry);
  if (step.name === "claim" || step.name === "reserve") assertClaimed(world, act, outcome, before);
  if (step.name === "take" || step.name === "takeOver") assertTaken(world, act, outcome, entry, step.name === "takeOver");
}

async function play(world: World, turn: { seconds: number; steps: Step[] }): Promise<void> {
  world.now = new Date(world.now.getTime() + turn.seconds * 1000);
  const before = await entriesOf(world);
  const steps = turn.steps.map((step) => ({ step, act: actOf(world, step) }));
  const [first] = steps;
  const standing = first && (await standingOf(first.act));
  const outcomes = await Promise.all(steps.map(({ step, act }) => attempt(world, step, act)));

  const told = steps.map(({ step, act }, index) => ({ step, act, outcome: outcomes[index] ?? null }));
  for (const { act, outcome } of told) if (outcome !== null && "granted" in outcome) assertGranted(world, act, outcome.granted, before);
  for (const { step, act, outcome } of told) {
    if (told.length === 1) assertAlone(world, step, act, outcome, before, standing);
    if (outcome === null || !("wrote" in outcome)) continue;
    const { history } = act;
    history.writes += 1;
    if (outcome.wrote === "pending") history.overturned += 1;
    else if (outcome.wrote !== "corrected") history.decided.push(outcome.wrote);
    if (!leased.has(step.name)) continue;
    expect(history.tokens.get(act.lease.token), "a write is by the page that the token was given to").toBe(act.page.holder);
    expect(act.lease.token, "no write by an old token").toBeGreaterThanOrEqual(history.newestToken);
  }
  await assertWhole(world);
}

/** What must be true of every case after every turn. */
async function assertWhole(world: World): Promise<void> {
  const entries = await entriesOf(world);
  for (const [id, history] of world.cases) {
    const [page] = world.pages;
    const entry = entries.get(id);
    if (!page || !entry) throw new Error("The case has no entry.");
    const [row] = await page.ctx.db.select({ status: submissions.status, version: submissions.version }).from(submissions).where(eq(submissions.id, id));
    const made = await page.ctx.db.select({ outcome: decisions.outcome }).from(decisions).where(eq(decisions.submissionId, id));
    const overturned = await page.ctx.db.$count(overturnedDecisions, eq(overturnedDecisions.submissionId, id));
    expect(made.map(({ outcome }) => outcome).sort(), "every decision that was told, and no other").toEqual([...history.decided].sort());
    expect(overturned, "every decision that was taken back, and no other").toBe(history.overturned);
    const standing = made.length - overturned;
    expect(standing === 0 || standing === 1, "one decision stands at most").toBe(true);
    expect(row?.status).toBe(standing === 1 ? history.decided.at(-1) : "pending");
    expect(row?.version, "every write that was told, and no other").toBe(1 + history.writes);
    expect(entry.isWaiting).toBe(row?.status === "pending");
    if (!entry.isWaiting) expect(entry.leaseMemberId).toBeNull();

    const holders = world.pages.filter((each) => each.leases.some((lease) => lease.id === id && permitsWrite(entry, { ...lease, memberId: each.ctx.actor.memberId }, world.now)));
    expect(holders.length, "who may write").toBe(isHeld(entry, world.now) ? 1 : 0);
    expect(entry.leaseToken).toBeGreaterThanOrEqual(history.newestToken);
    Object.assign(history, { version: row?.version, status: row?.status, newestToken: Math.max(...history.tokens.keys(), 0) });
  }
}

test("however claims, renewals, takeovers, corrections, decisions, undos, reopenings and time interleave: never two holders, never a lost decision, never a write by an old token", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turnOf, { minLength: 40, maxLength: 60 }), async (turns) => {
      const world = await makeWorld();
      for (const turn of turns) await play(world, turn);
      const [page] = world.pages;
      if (page) expect(await verifyAudit(page.ctx.db, page.ctx.vault, page.ctx.projectId)).toMatchObject({ whole: true });
    }),
    { numRuns: 15 },
  );
}, 180_000);
