import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { deleteMembership, insertMembership } from "@/db/queries/members";
import { auditEntries } from "@/db/schema/audit";
import { sessions, signInFailures } from "@/db/schema/members";
import { makeMember, makeProject, makeSession, testNow } from "@/db/test/make-member";
import { testStores } from "@/db/test/test-stores";
import { untilBlockedBy } from "@/db/test/until-blocked";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { findSession } from "./find-session";
import { hashPassword } from "./password";
import { signIn, type SignInDeps, type SignInFailure } from "./sign-in";
import { failureKeys } from "./sign-in-limits";
import { signOut } from "./sign-out";
import { switchProject } from "./switch-project";

const stores = testStores();
const password = "correct horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const at = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);

const secret = "a secret of this test";

function depsOf(db: Database, now = testNow, ipAddress: string | null = "192.0.2.7", logFailure: SignInDeps["logFailure"] = () => undefined): SignInDeps {
  return { db, ...stores, now, ipAddress, secret, logFailure };
}

async function makeAccount(db: Database) {
  const projectId = await makeProject(db, { vault: stores.vault });
  const member = await makeMember(db, { projectId, role: "agent", passwordHash, email: `mina-${randomUUID()}@example.com` });
  return { projectId, ...member };
}

describe("signing in", () => {
  test("the right password starts a session of twelve hours, and an audit entry says so", () =>
    withRollback(async (db) => {
      const { email, projectId, memberId } = await makeAccount(db);
      const outcome = await signIn(depsOf(db), { email: ` ${email.toUpperCase()} `, password });
      if (outcome.outcome !== "signed_in") throw new Error(outcome.outcome);

      const [row] = await db.select().from(sessions).where(eq(sessions.id, outcome.sessionId));
      expect(row).toMatchObject({ memberId, projectId, createdAt: testNow, expiresAt: at(12 * 60 * 60), endedAt: null, ipAddress: "192.0.2.7" });
      const entries = await db.select().from(auditEntries).where(eq(auditEntries.projectId, projectId));
      expect(entries).toMatchObject([{ action: "session.signed_in", subjectId: outcome.sessionId, actorLabel: email, ipAddress: "192.0.2.7" }]);
    }));

  test("an unknown e-mail, a wrong password and an account without a project get the same answer", () =>
    withRollback(async (db) => {
      const { email } = await makeAccount(db);
      const other = await makeAccount(db);
      await deleteMembership(db, other.projectId, other.memberId);

      const refused = { outcome: "refused", triesLeft: 9 };
      expect(await signIn(depsOf(db), { email: `nobody-${randomUUID()}@example.com`, password })).toEqual(refused);
      expect(await signIn(depsOf(db), { email, password: "wrong" })).toEqual(refused);
      expect(await signIn(depsOf(db), { email: other.email, password })).toEqual(refused);
    }));

  test("the project that was used last is opened again", () =>
    withRollback(async (db) => {
      const { email, memberId, projectId } = await makeAccount(db);
      const second = await makeProject(db, { slug: "zweite", name: "AAA", vault: stores.vault });
      await insertMembership(db, { projectId: second, memberId, role: "viewer", createdAt: testNow });
      const first = await signIn(depsOf(db), { email, password });
      const session = first.outcome === "signed_in" ? await findSession(depsOf(db), first.sessionId) : null;
      if (session === null) throw new Error("no session");
      expect(session.projectId).toBe(second);

      const { slug } = session.project;
      expect(slug).toBe("zweite");
      const [home] = (await db.execute(sql`select slug from projects where id = ${projectId}`)).rows;
      expect(await switchProject({ ...session, now: at(1) }, String(home?.slug))).toMatchObject({ role: "agent", project: { slug: home?.slug } });
    }));
});

describe("guessing", () => {
  test("pauses grow, a blocked try is not looked at, and the right password ends the count", () =>
    withRollback(async (db) => {
      const { email } = await makeAccount(db);
      const tryAt = (seconds: number, typed: string) => signIn(depsOf(db, at(seconds)), { email, password: typed });

      for (const left of [9, 8, 7]) expect(await tryAt(0, "wrong")).toEqual({ outcome: "refused", triesLeft: left });
      expect(await tryAt(0.5, password)).toEqual({ outcome: "blocked", retryAfterSeconds: 1 });
      expect(await tryAt(1, "wrong")).toEqual({ outcome: "refused", triesLeft: 6 });
      expect(await tryAt(1.5, password)).toEqual({ outcome: "blocked", retryAfterSeconds: 2 });
      expect(await tryAt(3, password)).toMatchObject({ outcome: "signed_in" });
      expect(await tryAt(3, "wrong")).toEqual({ outcome: "refused", triesLeft: 9 });
    }));

  test("the tenth failure locks the account for 15 minutes, whoever asks from wherever", () =>
    withRollback(async (db) => {
      const { email } = await makeAccount(db);
      for (let failures = 1; failures <= 10; failures += 1) {
        expect(await signIn(depsOf(db, at(failures * 100)), { email, password: "wrong" })).toEqual({ outcome: "refused", triesLeft: 10 - failures });
      }
      const right = { email, password };
      expect(await signIn(depsOf(db, at(1001), "198.51.100.1"), right)).toEqual({ outcome: "blocked", retryAfterSeconds: 899 });
      expect(await signIn(depsOf(db, at(1900), "198.51.100.1"), right)).toMatchObject({ outcome: "signed_in" });
    }));

  test("an address that fails with many accounts is paused, and a success in between does not clear it", () =>
    withRollback(async (db) => {
      const { email } = await makeAccount(db);
      const fail = () => signIn(depsOf(db), { email: `nobody-${randomUUID()}@example.com`, password: "wrong" });
      for (let failures = 1; failures <= 20; failures += 1) expect(await fail()).toMatchObject({ outcome: "refused" });
      expect(await signIn(depsOf(db), { email, password })).toMatchObject({ outcome: "signed_in" });
      expect(await fail()).toMatchObject({ outcome: "refused" });
      expect(await signIn(depsOf(db), { email, password })).toEqual({ outcome: "blocked", retryAfterSeconds: 1 });
      expect(await signIn(depsOf(db, testNow, "198.51.100.1"), { email, password })).toMatchObject({ outcome: "signed_in" });
    }));

  test("every failed try is told of with its address and a hash for the account, and never with what was typed", () =>
    withRollback(async (db) => {
      const { email } = await makeAccount(db);
      const told: SignInFailure[] = [];
      const deps = depsOf(db, testNow, "192.0.2.7", (failure) => told.push(failure));
      for (const typed of ["wrong one", "wrong two", "wrong three", password]) await signIn(deps, { email, password: typed });
      const { account } = failureKeys(secret, email, null);
      const refused = { outcome: "refused", account, ipAddress: "192.0.2.7" };
      expect(told).toEqual([refused, refused, refused, { ...refused, outcome: "blocked" }]);

      await signIn({ ...deps, now: at(1) }, { email, password });
      expect(told).toHaveLength(4);
    }));

  test("counts that were quiet for a day are swept by the next failure, and those that still pause somebody stay", () =>
    withRollback(async (db) => {
      const row = { failures: 3, blockedUntil: null, lastAt: at(-86_401) };
      const { account } = failureKeys(secret, "quiet@example.com", null);
      await db.insert(signInFailures).values([
        { ...row, key: "forgotten" },
        { ...row, key: account },
        { ...row, key: "fresh", lastAt: at(-86_399) },
        { ...row, key: "paused", blockedUntil: at(60) },
      ]);
      expect(await signIn(depsOf(db, testNow, null), { email: "quiet@example.com", password })).toEqual({ outcome: "refused", triesLeft: 9 });
      const keys = await db.select({ key: signInFailures.key, failures: signInFailures.failures }).from(signInFailures);
      expect(keys).not.toContainEqual(expect.objectContaining({ key: "forgotten" }));
      expect(keys).toEqual(expect.arrayContaining([{ key: account, failures: 1 }, { key: "fresh", failures: 3 }, { key: "paused", failures: 3 }]));
    }));

  test("guesses sent at once are guesses one after the other", async () => {
    const db = createDatabase(testPool());
    const { email } = await makeAccount(db);
    const address = `203.0.113.${randomUUID()}`;
    const guesses = Array.from({ length: 12 }, () => signIn(depsOf(db, testNow, address), { email, password: "wrong" }));
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === "blocked")).toHaveLength(9);
  });

  test("colleagues who share an account or an address may sign in at once", async () => {
    const db = createDatabase(testPool());
    const { email } = await makeAccount(db);
    const address = `203.0.113.${randomUUID()}`;
    const outcomes = await Promise.all(Array.from({ length: 25 }, () => signIn(depsOf(db, testNow, address), { email, password })));
    expect(outcomes.every(({ outcome }) => outcome === "signed_in")).toBe(true);
  });
});

describe("a session", () => {
  const open = async (db: Database) => {
    const account = await makeAccount(db);
    const outcome = await signIn(depsOf(db), { email: account.email, password });
    if (outcome.outcome !== "signed_in") throw new Error(outcome.outcome);
    return { ...account, sessionId: outcome.sessionId };
  };

  test("carries member, role, project and the project's time zone", () =>
    withRollback(async (db) => {
      const { sessionId, memberId, email, projectId } = await open(db);
      const ctx = await findSession(depsOf(db), sessionId);
      expect(ctx).toMatchObject({ sessionId, projectId, actor: { kind: "member", memberId, email, role: "agent" }, project: { timeZone: "Asia/Seoul" } });
    }));

  test("is over at its twelfth hour, whatever was done meanwhile", () =>
    withRollback(async (db) => {
      const { sessionId } = await open(db);
      expect(await findSession(depsOf(db, at(12 * 60 * 60 - 0.001)), sessionId)).not.toBeNull();
      expect(await findSession(depsOf(db, at(12 * 60 * 60)), sessionId)).toBeNull();
    }));

  test("ends by signing out, once", () =>
    withRollback(async (db) => {
      const { sessionId, projectId } = await open(db);
      const ctx = await findSession(depsOf(db), sessionId);
      if (ctx === null) throw new Error("no session");
      await signOut(ctx);
      await signOut(ctx);
      expect(await findSession(depsOf(db), sessionId)).toBeNull();
      const entries = await db.select().from(auditEntries).where(eq(auditEntries.projectId, projectId)).orderBy(auditEntries.seq);
      expect(entries.map(({ action }) => action)).toEqual(["session.signed_in", "session.signed_out"]);
    }));

  test("that expired ninety days ago is forgotten at the next sign-in", () =>
    withRollback(async (db) => {
      const { email, projectId, memberId } = await makeAccount(db);
      const day = 24 * 60 * 60;
      const old = await makeSession(db, { projectId, memberId, now: at(-91 * day) });
      const recent = await makeSession(db, { projectId, memberId, now: at(-90 * day) });
      await signIn(depsOf(db), { email, password });
      const ids = (await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.memberId, memberId))).map(({ id }) => id);
      expect(ids).toHaveLength(2);
      expect(ids).toContain(recent);
      expect(ids).not.toContain(old);
    }));

  test("cannot be moved to a project of others", () =>
    withRollback(async (db) => {
      const { sessionId } = await open(db);
      await makeProject(db, { slug: "others" });
      const ctx = await findSession(depsOf(db), sessionId);
      if (ctx === null) throw new Error("no session");
      await expect(switchProject(ctx, "others")).rejects.toMatchObject({ status: 404 });
    }));

  test("that ended since the request began is not moved, and no entry says so", () =>
    withRollback(async (db) => {
      const { sessionId, memberId } = await open(db);
      const second = await makeProject(db, { slug: "second", vault: stores.vault });
      await insertMembership(db, { projectId: second, memberId, role: "viewer", createdAt: testNow });
      const ctx = await findSession(depsOf(db), sessionId);
      if (ctx === null) throw new Error("no session");
      await signOut(ctx);
      await expect(switchProject(ctx, "second")).rejects.toMatchObject({ status: 401 });
      expect(await db.select().from(auditEntries).where(eq(auditEntries.projectId, second))).toEqual([]);
    }));

  test("is not moved to a project that its member is being removed from", async () => {
    const db = createDatabase(testPool());
    const { sessionId, memberId, projectId } = await open(db);
    const slug = `second-${randomUUID()}`;
    const second = await makeProject(db, { slug, vault: stores.vault });
    await insertMembership(db, { projectId: second, memberId, role: "viewer", createdAt: testNow });
    const ctx = await findSession(depsOf(db), sessionId);
    if (ctx === null) throw new Error("no session");

    const switching = await db.transaction(async (tx) => {
      await deleteMembership(tx, second, memberId);
      const outcome = Promise.allSettled([switchProject(ctx, slug)]);
      await untilBlockedBy(tx, db);
      return { outcome };
    });
    expect(await switching.outcome).toMatchObject([{ status: "rejected", reason: { status: 404 } }]);
    expect(await findSession(depsOf(db), sessionId)).toMatchObject({ projectId });
  });
});
