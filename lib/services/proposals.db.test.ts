import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { decisions } from "@/db/schema/decisions";
import { events, proposals } from "@/db/schema/proposals";
import { queueEntries } from "@/db/schema/queue-entries";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { withEnginesBut } from "@/db/test/engines";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened, type OpenedDecision } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import type { ProjectOptions } from "@/lib/kyc/options";
import { confirmProposal } from "./confirm-proposal";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { reviewSubmission } from "./review-submission";
import { savePolicy } from "./save-policy";
import { sendBackProposal } from "./send-back-proposal";
import { undoDecision } from "./undo-decision";
import { verifyAudit } from "./verify-audit";
import { withdrawProposal } from "./withdraw-proposal";

const stores = testStores();

interface Setting {
  maker: MemberContext;
  lead: MemberContext;
  id: string;
  db: Database;
}

const withCase = (body: (setting: Setting) => Promise<void>, options: Partial<ProjectOptions> = {}) =>
  withRollback(async (db) => {
    const maker = await makeContext(db, stores, "lead", { secondApproval: "always", graceSeconds: 10, ...options });
    await body({ maker, lead: await withRole(maker, "lead"), id: await makeSubmission(maker, { images: ["idImage"] }), db });
  });

const rejection: Extract<OpenedDecision, { outcome: "rejected" }> = { outcome: "rejected", version: 1, codes: ["other"], otherText: "Send the whole page.", fields: { gender: "male" }, confirmedHits: [] };
const approval: OpenedDecision = { outcome: "approved", version: 1 };
const propose = ({ maker, id }: Setting, input: OpenedDecision = approval) => decideOpened(maker, id, input);

const proposalsOf = ({ db, id }: Setting) => db.select().from(proposals).where(eq(proposals.submissionId, id)).orderBy(proposals.createdAt);
const entryOf = async ({ db, id }: Setting) => (await db.select().from(queueEntries).where(eq(queueEntries.submissionId, id)))[0];
const stateOf = async (setting: Setting) => (await proposalsOf(setting)).map(({ state }) => state);
const failureOf = (run: Promise<unknown>) => run.then(() => "done", (error: { status?: number; errorCode?: string }) => `${error.status} ${error.errorCode}`);

describe("a first decision that needs a second person", () => {
  test("is a proposal: the case waits on, for anybody but its maker, and nothing of it changes but its version", () =>
    withCase(async (setting) => {
      const { maker, id, db } = setting;
      await db.update(queueEntries).set({
        assigneeId: maker.actor.memberId, leaseToken: 4, leaseMemberId: maker.actor.memberId, leaseHolder: id, leaseClaimedAt: maker.now, leaseExpiresAt: maker.now,
      }).where(eq(queueEntries.submissionId, id));
      const [before] = await db.select().from(submissions).where(eq(submissions.id, id));
      const proposed = await propose(setting, rejection);

      expect(proposed).toMatchObject({
        status: "pending", version: 2, decision: null, final: { gender: "female" },
        proposal: { outcome: "rejected", codes: ["other"], comments: ["Send the whole page."], otherText: "Send the whole page.", fields: { gender: "male" }, makerName: maker.actor.name, isOwn: true },
      });
      expect(await db.select().from(submissions).where(eq(submissions.id, id))).toEqual([{ ...before, version: 2 }]);
      expect(await entryOf(setting)).toMatchObject({ isWaiting: true, barredMemberId: maker.actor.memberId, assigneeId: null, leaseToken: 6, leaseMemberId: null, leaseHolder: null });
      expect(await db.select().from(decisions).where(eq(decisions.submissionId, id))).toEqual([]);
      expect(proposed.timeline[0]).toMatchObject({ action: "submission.proposed", changes: expect.arrayContaining([expect.objectContaining({ field: "proposal", new: "rejected" })]) });
      expect(await verifyAudit(db, maker.vault, maker.projectId)).toMatchObject({ whole: true });
      expect(JSON.stringify(await proposalsOf(setting))).not.toContain("whole page");
    }));

  test("must stand by itself: a hit that is not confirmed is refused as ever, and nobody proposes over another", () =>
    withCase(async (setting) => {
      const { maker, lead, id } = setting;
      expect(await failureOf(propose(setting, { ...rejection, fields: { issuingCountry: "IRN" } }))).toBe("409 rule_hit");
      expect(await stateOf(setting)).toEqual([]);
      await propose(setting);
      for (const by of [maker, lead]) expect(await failureOf(decideOpened(by, id, { ...rejection, version: 2 }))).toBe("409 proposal_open");
      expect(await stateOf(setting)).toEqual(["open"]);
    }));

  test("under \"flagged\" it is one for the approval of a case with flags alone", () =>
    withCase(async (setting) => {
      const { maker } = setting;
      const flagged = await makeSubmission(maker, { flags: ["warning:fake_id"] });
      expect(await decideOpened(maker, setting.id, approval)).toMatchObject({ status: "approved" });
      expect(await decideOpened(maker, flagged, approval)).toMatchObject({ status: "pending", proposal: { outcome: "approved" } });
      const rejected = await makeSubmission(maker, { flags: ["warning:fake_id"] });
      expect(await decideOpened(maker, rejected, rejection)).toMatchObject({ status: "rejected" });
    }, { secondApproval: "flagged" }));
});

describe("confirming", () => {
  test("decides in the maker's name, with who confirmed beside it, its correction, and the grace period of any decision", () =>
    withCase(async (setting) => {
      const { maker, lead, id, db } = setting;
      await propose(setting, rejection);
      const confirmed = await confirmProposal(lead, id, { version: 2 });

      expect(confirmed).toMatchObject({
        status: "rejected", version: 3, reviewer: maker.actor.email, proposal: null, final: { gender: "male" }, release: { remainingMs: 10_000, mayUndo: true },
        decision: { outcome: "rejected", codes: ["other"], comments: ["Send the whole page."], reviewer: maker.actor.email, confirmerName: lead.actor.name },
      });
      expect(await db.select().from(decisions).where(eq(decisions.submissionId, id))).toMatchObject([{ memberId: maker.actor.memberId, confirmerId: lead.actor.memberId, confirmer: lead.actor.email }]);
      expect(await proposalsOf(setting)).toMatchObject([{ state: "confirmed", closedById: lead.actor.memberId }]);
      expect(await entryOf(setting)).toMatchObject({ isWaiting: false, barredMemberId: null });
      expect(confirmed.timeline.slice(0, 2).map(({ action, isOwn }) => [action, isOwn])).toEqual([["submission.rejected", true], ["submission.corrected", true]]);
      expect(await db.select().from(events).where(eq(events.submissionId, id))).toEqual([]);
      expect(await verifyAudit(db, lead.vault, lead.projectId)).toMatchObject({ whole: true });
    }));

  test.each(["maker", "lead"] as const)("is taken back in the grace period by either: the %s", (who) =>
    withCase(async (setting) => {
      const { lead, id } = setting;
      await propose(setting, rejection);
      await confirmProposal(lead, id, { version: 2 });
      expect(await undoDecision(setting[who], id, { version: 3 })).toMatchObject({ status: "pending", version: 4, proposal: null, final: { gender: "female" } });
      expect(await entryOf(setting)).toMatchObject({ isWaiting: true, barredMemberId: null });
    }));

  test("is not for the maker, nor for an agent; another agent who was to decide may not take a decision back that is not theirs", () =>
    withCase(async (setting) => {
      const { maker, id } = setting;
      await propose(setting);
      const agent = await withRole(maker, "agent");
      for (const by of [maker, agent]) {
        expect(await failureOf(confirmProposal(by, id, { version: 2 }))).toBe("403 forbidden");
        expect(await failureOf(sendBackProposal(by, id, { version: 2, note: "No." }))).toBe("403 forbidden");
      }
      expect(await stateOf(setting)).toEqual(["open"]);
      await confirmProposal(setting.lead, id, { version: 2 });
      expect(await failureOf(undoDecision(agent, id, { version: 3 }))).toBe("403 forbidden");
    }));

  test("asks the rules as they are by then: what hits since is not approved, nor rejected unseen", () =>
    withCase(async (setting) => {
      const { maker, lead, id } = setting;
      await propose(setting);
      const admin = withEnginesBut(await withRole(maker, "admin"));
      const { policy } = await getSubmission(lead, id);
      await savePolicy(admin, { version: policy.version, options: { ageLimit: 60, blacklistCountries: [], rejectedPeriodDays: 0, timeZone: "UTC" }, reason: null });
      expect(await failureOf(confirmProposal(lead, id, { version: 2 }))).toBe("409 rule_hit");
      expect(await stateOf(setting)).toEqual(["open"]);
      expect(await failureOf(sendBackProposal(lead, id, { version: 2, note: "The policy changed." }))).toBe("done");
    }));

  test("is refused in an old version, where nothing is proposed, after a decision, of another project's case and of an erased one", () =>
    withCase(async (setting) => {
      const { maker, lead, id, db } = setting;
      const confirm = (version: number, by = lead) => failureOf(confirmProposal(by, id, { version }));
      expect(await confirm(1)).toBe("409 no_proposal");
      await propose(setting);
      expect(await confirm(1)).toBe("409 stale_version");
      expect(await confirm(2, await makeContext(db, stores, "lead"))).toBe("404 not_found");
      await confirmProposal(lead, id, { version: 2 });
      expect(await confirm(3)).toBe("409 already_decided");
      await eraseSubmission(await withRole(maker, "admin"), id);
      expect(await confirm(4)).toBe("409 erased");
    }));
});

describe("sending back and withdrawing", () => {
  test("sends the case back to its maker, with the note in the log, and it can be decided anew", () =>
    withCase(async (setting) => {
      const { maker, lead, id, db } = setting;
      await propose(setting);
      const sent = await sendBackProposal(lead, id, { version: 2, note: "Look at the date again." });
      expect(sent).toMatchObject({ status: "pending", version: 3, proposal: null });
      expect(sent.timeline[0]).toMatchObject({ action: "submission.sent_back", changes: [{ field: "proposal", old: "approved", new: null }, { field: "note", new: "Look at the date again." }] });
      expect(await entryOf(setting)).toMatchObject({ barredMemberId: null, assigneeId: maker.actor.memberId });
      expect(JSON.stringify(await db.select().from(proposals))).not.toContain("date again");
      expect(await decideOpened(maker, id, { ...rejection, version: 3 })).toMatchObject({ proposal: { outcome: "rejected" } });
      expect(await stateOf(setting)).toEqual(expect.arrayContaining(["sent_back", "open"]));
    }));

  test("is withdrawn by its maker alone, while it waits", () =>
    withCase(async (setting) => {
      const { maker, lead, id } = setting;
      expect(await failureOf(withdrawProposal(maker, id, { version: 1 }))).toBe("409 no_proposal");
      await propose(setting);
      expect(await failureOf(withdrawProposal(lead, id, { version: 2 }))).toBe("403 forbidden");
      expect(await failureOf(withdrawProposal(maker, id, { version: 1 }))).toBe("409 stale_version");
      const withdrawn = await withdrawProposal(maker, id, { version: 2 });
      expect(withdrawn).toMatchObject({ status: "pending", version: 3, proposal: null });
      expect(withdrawn.timeline[0]).toMatchObject({ action: "submission.proposal_withdrawn", isOwn: true });
      expect(await entryOf(setting)).toMatchObject({ barredMemberId: null });
      expect(await failureOf(withdrawProposal(maker, id, { version: 3 }))).toBe("409 no_proposal");
    }));

  test("a correction by somebody else overtakes it: the case waits for everybody again", () =>
    withCase(async (setting) => {
      const { lead, id } = setting;
      await propose(setting);
      expect(await correctOpened(lead, id, { version: 2, fields: { gender: "male" } })).toMatchObject({ version: 3, proposal: null });
      expect(await proposalsOf(setting)).toMatchObject([{ state: "overtaken", closedById: lead.actor.memberId }]);
      expect(await entryOf(setting)).toMatchObject({ barredMemberId: null });
      expect(await failureOf(confirmProposal(lead, id, { version: 3 }))).toBe("409 no_proposal");
    }));

  test("an erasure closes it", () =>
    withCase(async (setting) => {
      await propose(setting);
      await eraseSubmission(await withRole(setting.maker, "admin"), setting.id);
      expect(await stateOf(setting)).toEqual(["overtaken"]);
    }));
});

describe("the review call", () => {
  const call = async ({ maker, id }: Setting, sent: Record<string, unknown> = {}, by = maker) =>
    reviewSubmission((await asClient(maker)).client, { admin: by.actor.email, submissionId: id, status: "approved", ...sent });

  test("is a proposal in the name of its member too, and its answer says pending", () =>
    withCase(async (setting) => {
      const { lead, id } = setting;
      expect(await call(setting, { status: "rejected", rejectComment: ["id_image_badImage", "Again, please."] })).toMatchObject({ finalStatus: "pending" });
      expect(await confirmProposal(lead, id, { version: 2 })).toMatchObject({
        status: "rejected", decision: { codes: ["id_image_badImage", "other"], comments: [expect.any(String), "Again, please."], reviewer: setting.maker.actor.email },
      });
    }));

  test("with a hit is a proposal to reject, whatever was wished, and is confirmed with its hit", () =>
    withCase(async (setting) => {
      expect(await call(setting, { updateFields: { issuingCountry: "IRN" } })).toMatchObject({ finalStatus: "pending" });
      expect((await getSubmission(setting.lead, setting.id)).proposal).toMatchObject({ outcome: "rejected", codes: ["id_info_blacklist"], fields: { issuingCountry: "IRN" } });
      expect(await confirmProposal(setting.lead, setting.id, { version: 2 })).toMatchObject({ status: "rejected", final: { issuingCountry: "IRN" } });
    }));

  test("overtakes a proposal of the desk by its own, and by a decision where no second person is needed any more", () =>
    withCase(async (setting) => {
      await propose(setting);
      await call(setting, {}, setting.lead);
      expect((await stateOf(setting)).sort()).toEqual(["open", "overtaken"]);
      expect(await entryOf(setting)).toMatchObject({ barredMemberId: setting.lead.actor.memberId });

      const admin = withEnginesBut(await withRole(setting.maker, "admin"));
      await savePolicy(admin, { version: 1, options: { secondApproval: "never" }, reason: null });
      expect(await call(setting)).toMatchObject({ finalStatus: "approved" });
      expect(await stateOf(setting)).toEqual(["overtaken", "overtaken"]);
      expect(await getSubmission(setting.lead, setting.id)).toMatchObject({ status: "approved", release: null, proposal: null });
      expect(await setting.db.select().from(events).where(eq(events.submissionId, setting.id))).toMatchObject([{ kind: "submission.approved" }]);
    }));
});
