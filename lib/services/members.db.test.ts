import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { findMemberByEmail } from "@/db/queries/members";
import { auditEntries } from "@/db/schema/audit";
import { makeMember, makeProject, makeSession, testNow } from "@/db/test/make-member";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import type { ProjectId } from "@/lib/kyc/ids";
import { roles, type Role } from "@/lib/kyc/roles";
import { addMember } from "./add-member";
import { changeRole } from "./change-role";
import type { MemberContext } from "./context";
import { findSession } from "./find-session";
import { listMembers } from "./list-members";
import { removeMember } from "./remove-member";
import { signOutEverywhere } from "./sign-out-everywhere";

const stores = testStores();
const password = "correct horse battery";

async function contextOf(db: Database, projectId: ProjectId, role: Role): Promise<MemberContext> {
  const member = await makeMember(db, { projectId, role });
  return { db, ...stores, projectId, actor: { kind: "member", ...member }, now: testNow, ipAddress: null };
}

async function makeDesk(db: Database, role: Role = "admin") {
  const projectId = await makeProject(db, { vault: stores.vault });
  const ctx = await contextOf(db, projectId, role);
  return { projectId, ctx };
}

const sessionOf = (db: Database, sessionId: string) => findSession({ db, ...stores, now: testNow, ipAddress: null }, sessionId);

async function actionsOf(db: Database, projectId: ProjectId) {
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.projectId, projectId)).orderBy(auditEntries.seq);
  return entries.map(({ action, subjectId, fields }) => ({ action, subjectId, fields: fields.map(({ name }) => name) }));
}

describe("adding", () => {
  test("makes the account, lists it, and is audited", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      const { memberId, existed } = await addMember(ctx, { email: "new@example.com", name: "New One", role: "lead", password });
      expect(existed).toBe(false);
      const { members } = await listMembers(ctx);
      expect(members.map(({ name, role, isSelf, sessions }) => ({ name, role, isSelf, sessions }))).toEqual([
        { name: "Mina Park", role: "admin", isSelf: true, sessions: 0 },
        { name: "New One", role: "lead", isSelf: false, sessions: 0 },
      ]);
      expect(await actionsOf(db, projectId)).toEqual([{ action: "member.added", subjectId: memberId, fields: ["email", "name", "role"] }]);
    }));

  test("an account of another project keeps its name and password, and the answer says no more than that it existed", () =>
    withRollback(async (db) => {
      const { ctx } = await makeDesk(db);
      const other = await makeMember(db, { projectId: await makeProject(db), role: "agent", name: "Known Name", passwordHash: "kept" });
      const added = await addMember(ctx, { email: other.email, name: "Another Name", role: "viewer", password });
      expect(added).toEqual({ memberId: other.memberId, existed: true });
      expect(await findMemberByEmail(db, other.email)).toMatchObject({ id: other.memberId, name: "Known Name", passwordHash: "kept" });
    }));

  test("who is a member already is not added again", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      await expect(addMember(ctx, { email: ctx.actor.email, name: "X", role: "viewer", password })).rejects.toMatchObject({ status: 409, errorCode: "exists" });
      expect(await actionsOf(db, projectId)).toEqual([]);
    }));
});

describe("rights", () => {
  test.each(roles.filter((role) => role !== "admin"))("a %s changes nobody and sees nobody", (role) =>
    withRollback(async (db) => {
      const { ctx } = await makeDesk(db, role);
      const refused = { status: 403 };
      await expect(listMembers(ctx)).rejects.toMatchObject(refused);
      await expect(addMember(ctx, { email: "a@example.com", name: "A", role: "viewer", password })).rejects.toMatchObject(refused);
      await expect(changeRole(ctx, ctx.actor.memberId, { role: "admin" })).rejects.toMatchObject(refused);
      await expect(removeMember(ctx, ctx.actor.memberId)).rejects.toMatchObject(refused);
      await expect(signOutEverywhere(ctx, ctx.actor.memberId)).rejects.toMatchObject(refused);
    }));

  test("an admin who was demoted since the request began changes nobody", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      const other = await contextOf(db, projectId, "admin");
      await changeRole(other, ctx.actor.memberId, { role: "lead" });
      await expect(removeMember(ctx, other.actor.memberId)).rejects.toMatchObject({ status: 403 });
      await expect(addMember(ctx, { email: "b@example.com", name: "B", role: "viewer", password })).rejects.toMatchObject({ status: 403 });
    }));

  test("a member of another project does not exist here", () =>
    withRollback(async (db) => {
      const { ctx } = await makeDesk(db);
      const other = await makeMember(db, { projectId: await makeProject(db), role: "viewer" });
      await expect(changeRole(ctx, other.memberId, { role: "agent" })).rejects.toMatchObject({ status: 404 });
      await expect(removeMember(ctx, other.memberId)).rejects.toMatchObject({ status: 404 });
      await expect(signOutEverywhere(ctx, other.memberId)).rejects.toMatchObject({ status: 404 });
    }));
});

describe("the last admin", () => {
  test("is neither removed nor demoted", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      await expect(removeMember(ctx, ctx.actor.memberId)).rejects.toMatchObject({ status: 409, errorCode: "last_admin" });
      await expect(changeRole(ctx, ctx.actor.memberId, { role: "lead" })).rejects.toMatchObject({ status: 409, errorCode: "last_admin" });
      expect(await actionsOf(db, projectId)).toEqual([]);
    }));

  test("two admins who remove each other at once: one stays", async () => {
    const db = createDatabase(testPool());
    const { ctx: one, projectId } = await makeDesk(db);
    const two = await contextOf(db, projectId, "admin");

    const results = await Promise.allSettled([removeMember(one, two.actor.memberId), removeMember(two, one.actor.memberId)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const actions = await actionsOf(db, projectId);
    expect(actions.map(({ action }) => action)).toEqual(["member.removed"]);
  });
});

describe("sessions", () => {
  test("a removed member is out at the next click, and keeps their session elsewhere", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      const { memberId, email } = await makeMember(db, { projectId, role: "agent" });
      const elsewhere = await contextOf(db, await makeProject(db, { vault: stores.vault }), "admin");
      await addMember(elsewhere, { email, name: "x", role: "agent", password });
      const here = await makeSession(db, { projectId, memberId });
      const there = await makeSession(db, { projectId: elsewhere.projectId, memberId });

      await removeMember(ctx, memberId);
      expect(await sessionOf(db, here)).toBeNull();
      expect(await sessionOf(db, there)).not.toBeNull();
      expect(await actionsOf(db, projectId)).toEqual([{ action: "member.removed", subjectId: memberId, fields: ["role"] }]);
    }));

  test("signing out everywhere ends all of them in this project, and none in another", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      const { memberId, email } = await makeMember(db, { projectId, role: "agent" });
      const elsewhere = await contextOf(db, await makeProject(db, { vault: stores.vault }), "admin");
      await addMember(elsewhere, { email, name: "x", role: "agent", password });
      const ids = await Promise.all([makeSession(db, { projectId, memberId }), makeSession(db, { projectId, memberId })]);
      const there = await makeSession(db, { projectId: elsewhere.projectId, memberId });
      await signOutEverywhere(ctx, memberId);
      for (const id of ids) expect(await sessionOf(db, id)).toBeNull();
      expect(await sessionOf(db, there)).not.toBeNull();
      expect((await actionsOf(db, elsewhere.projectId)).map(({ action }) => action)).toEqual(["member.added"]);
      expect(await actionsOf(db, projectId)).toEqual([{ action: "member.signed_out_everywhere", subjectId: memberId, fields: [] }]);
    }));

  test("a new role is in force at the next click, and audited with the old one", () =>
    withRollback(async (db) => {
      const { ctx, projectId } = await makeDesk(db);
      const { memberId } = await makeMember(db, { projectId, role: "agent" });
      const id = await makeSession(db, { projectId, memberId });
      await changeRole(ctx, memberId, { role: "viewer" });
      expect(await sessionOf(db, id)).toMatchObject({ actor: { role: "viewer" } });
      await changeRole(ctx, memberId, { role: "viewer" });
      expect(await actionsOf(db, projectId)).toEqual([{ action: "member.role_changed", subjectId: memberId, fields: ["role"] }]);
    }));
});

test("an e-mail in other letters is the same account", () =>
  withRollback(async (db) => {
    const { ctx } = await makeDesk(db);
    const email = `Mixed-${randomUUID()}@Example.com`;
    await makeMember(db, { projectId: await makeProject(db), role: "viewer", email, name: "Mixed" });
    await addMember(ctx, { email: email.toLowerCase(), name: "Other", role: "viewer", password });
    expect((await listMembers(ctx)).members.map(({ name }) => name)).toContain("Mixed");
  }));
