import { describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { deleteMembership, updateMembershipRole } from "@/db/queries/members";
import { withEnginesBut } from "@/db/test/engines";
import { makeContext, testOptions, withRole } from "@/db/test/make-context";
import { decideOpened, noLease } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { untilBlockedBy } from "@/db/test/until-blocked";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { claimNext } from "./claim-next";
import type { MemberContext } from "./context";
import { correctFields } from "./correct-fields";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { recordDecision } from "./record-decision";
import { savePolicy } from "./save-policy";
import { takeLease } from "./take-lease";
import { takeOverLease } from "./take-over-lease";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const { blacklistCountries, rejectedPeriodDays, timeZone } = testOptions;
const approval = { outcome: "approved", version: 1 } as const;
const over60 = { version: 1, reason: null, options: { ageLimit: 60, blacklistCountries, rejectedPeriodDays, timeZone } };

const writes: [string, (ctx: MemberContext, id: string) => Promise<unknown>][] = [
  ["corrects nothing", (ctx, id) => correctFields(ctx, id, { version: 1, lease: noLease, fields: { gender: null } })],
  ["decides nothing", (ctx, id) => recordDecision(ctx, id, { ...approval, lease: noLease })],
  ["claims nothing", (ctx) => claimNext(ctx, { holder: noLease.holder, soft: false, skip: null })],
  ["takes no case", (ctx, id) => takeLease(ctx, id, { holder: noLease.holder })],
  ["takes nothing over", (ctx, id) => takeOverLease(ctx, id, { holder: noLease.holder, reason: null })],
  ["saves no policy", (ctx) => savePolicy(withEnginesBut(ctx), over60)],
  ["erases nothing", (ctx, id) => eraseSubmission(ctx, id)],
];

describe.each<[string, (db: Database, ctx: MemberContext) => Promise<void>, number]>([
  ["demoted", (db, ctx) => updateMembershipRole(db, ctx.projectId, ctx.actor.memberId, "viewer"), 403],
  ["removed", (db, ctx) => deleteMembership(db, ctx.projectId, ctx.actor.memberId), 401],
])("who was %s since the gate", (_name, change, status) => {
  test.each(writes)("%s", (_write, write) =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "admin");
      const id = await makeSubmission(ctx);
      await change(db, ctx);
      const before = await getSubmission(ctx, id);
      await expect(write(ctx, id)).rejects.toMatchObject({ status });
      expect(await getSubmission(ctx, id)).toEqual(before);
      expect((await listChain(db, ctx.projectId, 0, 10)).map((entry) => entry.action)).toEqual(["project.created", "submission.imported"]);
    }));
});

test("an approval waits for a policy that is being saved, and is judged by it", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db, stores);
  const [admin, id] = [await withRole(ctx, "admin"), await makeSubmission(ctx)];

  const approving = await db.transaction(async (tx) => {
    await savePolicy(withEnginesBut({ ...admin, db: tx }), over60);
    const outcome = Promise.allSettled([decideOpened(ctx, id, approval)]);
    await untilBlockedBy(tx, db);
    return { outcome };
  });
  expect(await approving.outcome).toMatchObject([{ status: "rejected", reason: { errorCode: "rule_hit", details: { hits: [{ code: "id_info_notOfAge" }] } } }]);
});

test("a policy waits for an approval under the one before", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db, stores);
  const [admin, id] = [await withRole(ctx, "admin"), await makeSubmission(ctx)];

  const saving = await db.transaction(async (tx) => {
    await decideOpened({ ...ctx, db: tx }, id, approval);
    const outcome = savePolicy(withEnginesBut(admin), over60);
    await untilBlockedBy(tx, db);
    return { outcome };
  });
  expect((await saving.outcome).versions[0]).toMatchObject({ version: 2 });
  expect((await listChain(db, ctx.projectId, 0, 10)).map((entry) => entry.action).slice(-2)).toEqual(["submission.approved", "options.saved"]);
});

test("a policy saved amid twenty approvals: nobody waits in a circle, and none follows it in the chain that it forbids", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db, stores);
  const admin = await withRole(ctx, "admin");
  const ids: string[] = [];
  for (let count = 0; count < 20; count += 1) ids.push(await makeSubmission(ctx));

  const [saved, ...approved] = await Promise.allSettled([savePolicy(withEnginesBut(admin), over60), ...ids.map((id) => decideOpened(ctx, id, approval))]);
  expect(saved.status).toBe("fulfilled");
  for (const outcome of approved) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ errorCode: "rule_hit" });

  const entries = await listChain(db, ctx.projectId, 0, 100);
  const actions = entries.map((entry) => entry.action).filter((action) => action === "submission.approved" || action === "options.saved");
  const won = approved.filter(({ status }) => status === "fulfilled");
  expect(actions).toEqual([...won.map(() => "submission.approved"), "options.saved"]);
  expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
});
