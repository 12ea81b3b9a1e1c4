import { readFileSync } from "node:fs";
import { sql, type SQL } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { makeContext } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { recordDecision } from "@/lib/services/record-decision";
import { guardsSql } from "./guards-sql";

const stores = testStores();

const refused = (statement: SQL) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const id = await makeSubmission(ctx, { images: ["idImage"] });
    await recordDecision(ctx, id, { outcome: "approved", version: 1 });
    await db.execute(sql`set constraints all immediate`);
    await expect(db.execute(statement)).rejects.toMatchObject({ cause: { code: "23514" } });
  });

describe("even hand-written SQL may not", () => {
  test.each([
    ["change an audit entry", sql`update audit_entries set actor_label = 'nobody'`],
    ["delete an audit entry", sql`delete from audit_entries`],
    ["truncate the audit log", sql`truncate audit_entries cascade`],
    ["change an audited value", sql`update audit_values set sealed = '\\x00'`],
    ["delete an audited value", sql`delete from audit_values`],
    ["change a decision", sql`update decisions set outcome = 'rejected'`],
    ["delete a decision", sql`delete from decisions`],
    ["change an evaluation", sql`update evaluations set hits = '{}'`],
    ["overwrite a version of the policy", sql`update project_options set options = '{}'`],
    ["move a decided case to incomplete", sql`update submissions set status = 'incomplete', decision_id = null, decided_at = null`],
    ["decide without a decision", sql`update submissions set status = 'rejected'`],
    ["leave a pending case without its time", sql`update submissions set status = 'pending', decision_id = null, decided_at = null, pending_at = null`],
    ["count a fourth try", sql`update submissions set retry_count = 4`],
  ])("%s", (_name, statement) => refused(statement));
});

test("audited values may be emptied: that is how erasure works", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await makeSubmission(ctx);
    const emptied = await db.execute(sql`update audit_values set salt = null, sealed = null where project_id = ${ctx.projectId}`);
    expect(emptied.rowCount).toBeGreaterThan(5);
  }));

test("one e-mail has one open case: a second pending one is refused by a unique index, case and spaces aside", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await makeSubmission(ctx, { email: "Anna@Example.com" });
    await expect(makeSubmission(ctx, { email: " anna@example.COM" })).rejects.toMatchObject({ cause: { code: "23505", constraint: "submissions_one_open_per_email_key" } });
  }));

test("the migration is the text that the core's tables make", () => {
  expect(readFileSync("db/migrations/0002_guards.sql", "utf8")).toBe(guardsSql());
});
