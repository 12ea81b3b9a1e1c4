import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { apiKeys } from "@/db/schema/api-keys";
import { auditEntries, auditValues } from "@/db/schema/audit";
import { makeContext, withRole } from "@/db/test/make-context";
import { testNow } from "@/db/test/make-member";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import type { ProjectId } from "@/lib/kyc/ids";
import { roles } from "@/lib/kyc/roles";
import { storedKey } from "./api-key-secret";
import { changeRole } from "./change-role";
import { createApiKey } from "./create-api-key";
import { findClient } from "./find-client";
import { listApiKeys } from "./list-api-keys";
import { revokeApiKey } from "./revoke-api-key";

const stores = testStores();
const open = (db: Database, text: string) => findClient({ db, now: testNow, ipAddress: null }, text);

async function entriesOf(db: Database, projectId: ProjectId) {
  const rows = await db.select().from(auditEntries).where(eq(auditEntries.projectId, projectId)).orderBy(auditEntries.seq);
  return rows.filter(({ subjectType }) => subjectType === "key").map(({ action, actorLabel, subjectId, fields }) => ({ action, actorLabel, subjectId, fields: fields.map(({ name }) => name) }));
}

test("a key opens its project, is listed without its secret, and is audited", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const { keyId, text } = await createApiKey(ctx, { name: "Website" });
    expect(text).toMatch(/^vk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    expect(await open(db, text)).toMatchObject({ apiKeyId: keyId, projectId: ctx.projectId, label: "API key Website" });
    const { keys } = await listApiKeys(ctx);
    const { email } = ctx.actor;
    expect(keys).toEqual([{ id: keyId, name: "Website", prefix: text.slice(0, 15), createdBy: email, createdAt: testNow.toISOString(), lastUsedAt: testNow.toISOString(), revokedAt: null }]);
    expect(await entriesOf(db, ctx.projectId)).toEqual([{ action: "key.created", actorLabel: email, subjectId: keyId, fields: ["name", "prefix"] }]);
  }));

test("what is stored of a key opens nothing", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const { keyId, text } = await createApiKey(ctx, { name: "Website" });
    const secret = text.slice(16);
    const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
    const values = await db.select().from(auditValues).where(eq(auditValues.projectId, ctx.projectId));
    expect(JSON.stringify({ ...row, secretHash: row?.secretHash.toString("latin1") })).not.toContain(secret);
    for (const { sealed } of values) expect(sealed?.toString("latin1")).not.toContain(secret);
  }));

test("a revoked key opens nothing, stays listed, and ends once", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const [one, other] = [await createApiKey(ctx, { name: "One" }), await createApiKey(ctx, { name: "Other" })];
    const later = new Date(testNow.getTime() + 5_000);
    await revokeApiKey({ ...ctx, now: later }, one.keyId);
    expect([await open(db, one.text), await open(db, other.text)]).toEqual(["wrong_key", expect.objectContaining({ apiKeyId: other.keyId })]);
    const { keys } = await listApiKeys(ctx);
    expect(new Map(keys.map((key) => [key.name, key.revokedAt]))).toEqual(new Map([["One", later.toISOString()], ["Other", null]]));
    await revokeApiKey({ ...ctx, now: new Date(later.getTime() + 5_000) }, one.keyId);
    expect((await listApiKeys(ctx)).keys).toEqual(keys);
    expect((await entriesOf(db, ctx.projectId)).slice(2)).toEqual([{ action: "key.revoked", actorLabel: ctx.actor.email, subjectId: one.keyId, fields: ["name"] }]);
  }));

describe("rights", () => {
  test.each(roles.filter((role) => role !== "admin"))("a %s sees no key, makes none and revokes none", (role) =>
    withRollback(async (db) => {
      const admin = await makeContext(db, stores, "admin");
      const { keyId } = await createApiKey(admin, { name: "Website" });
      const ctx = await withRole(admin, role);
      for (const act of [listApiKeys(ctx), createApiKey(ctx, { name: "Mine" }), revokeApiKey(ctx, keyId)]) await expect(act).rejects.toMatchObject({ status: 403 });
    }),
  );

  test("an admin who was demoted since the request began writes nothing", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores, "admin");
      const { keyId } = await createApiKey(ctx, { name: "Website" });
      await changeRole(await withRole(ctx, "admin"), ctx.actor.memberId, { role: "lead" });
      await expect(createApiKey(ctx, { name: "Mine" })).rejects.toMatchObject({ status: 403 });
      await expect(revokeApiKey(ctx, keyId)).rejects.toMatchObject({ status: 403 });
      expect(await entriesOf(db, ctx.projectId)).toHaveLength(1);
    }));

  test("another project's key is not there", () =>
    withRollback(async (db) => {
      const [ctx, other] = [await makeContext(db, stores, "admin"), await makeContext(db, stores, "admin")];
      const { keyId, text } = await createApiKey(other, { name: "Theirs" });
      expect(await listApiKeys(ctx)).toEqual({ keys: [] });
      await expect(revokeApiKey(ctx, keyId)).rejects.toMatchObject({ status: 404 });
      await expect(revokeApiKey(ctx, randomUUID())).rejects.toMatchObject({ status: 404 });
      expect(await open(db, text)).toMatchObject({ projectId: other.projectId });
    }));
});

test("a key that the operator chose is kept as it is", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    const text = `vk_0011223344ff_${"x".repeat(43)}`;
    expect((await createApiKey(ctx, { name: "Chosen" }, storedKey(text))).text).toBe(text);
    expect(await open(db, text)).toMatchObject({ projectId: ctx.projectId });
  }));
