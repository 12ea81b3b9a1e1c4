import { randomUUID } from "node:crypto";
import { sql, type SQL } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { insertAttempt } from "@/db/queries/attempts";
import { makeContext } from "@/db/test/make-context";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { guardsSql } from "./guards-sql";

const stores = testStores();

const refused = (statement: SQL) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const id = await makeSubmission(ctx, { images: ["idImage"] });
    await decideOpened(ctx, id, { outcome: "approved", version: 1 });
    await insertAttempt(db, {
      id: randomUUID(), projectId: ctx.projectId, submissionId: id, step: "step1", countsAsTry: true, retryCodes: [], retryMessages: [], faceSimilarityScore: null,
      livenessScore: null, checks: [], trace: Buffer.alloc(1), createdAt: ctx.now,
    });
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
    ["empty the audited values of a submission that was not erased", sql`update audit_values set sealed = null where seq > 1`],
    ["empty the audited values of a project", sql`update audit_values set sealed = null where seq = 1`],
    ["change a decision", sql`update decisions set outcome = 'rejected'`],
    ["delete a decision", sql`delete from decisions`],
    ["change an evaluation", sql`update evaluations set hits = '{}'`],
    ["change a try", sql`update attempts set counts_as_try = false`],
    ["delete a try", sql`delete from attempts`],
    ["overwrite a version of the policy", sql`update project_options set options = '{}'`],
    ["move a decided case to incomplete", sql`update submissions set status = 'incomplete', decision_id = null, decided_at = null`],
    ["decide without a decision", sql`update submissions set status = 'rejected'`],
    ["leave a pending case without its time", sql`update submissions set status = 'pending', decision_id = null, decided_at = null, pending_at = null`],
    ["decide to nothing", sql`insert into decisions select gen_random_uuid(), project_id, submission_id, null, 'pending', codes, options_version, null, reviewer, reviewer_name, decided_at from decisions`],
    ["give an erased submission's status to one that is not", sql`update submissions set status_before_erasure = 'pending'`],
    ["make a role", sql`update memberships set role = 'owner'`],
    ["count a fourth try", sql`update submissions set retry_count = 4`],
  ])("%s", (_name, statement) => refused(statement));
});

test("the audited values of an erased submission may be emptied", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const id = await makeSubmission(ctx);
    const ofCase = sql`from audit_entries e where e.subject_id = ${id} and e.project_id = v.project_id and e.seq = v.seq`;
    await db.execute(sql`update submissions set status = 'deleted', status_before_erasure = 'pending' where id = ${id}`);
    const emptied = await db.execute(sql`update audit_values v set sealed = null ${ofCase}`);
    expect(emptied.rowCount).toBeGreaterThan(5);
  }));

test("one e-mail has one open case: a second pending one is refused by a unique index, case and spaces aside", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await makeSubmission(ctx, { email: "Anna@Example.com" });
    await expect(makeSubmission(ctx, { email: " anna@example.COM" })).rejects.toMatchObject({ cause: { code: "23505", constraint: "submissions_one_open_per_email_key" } });
  }));

test("the database's guards are the ones that the core's tables make", () =>
  withRollback(async (db) => {
    const { rows: bodies } = await db.execute<{ body: string }>(sql`
      select prosrc as body from pg_proc p join pg_language l on l.oid = p.prolang where l.lanname = 'plpgsql' and p.pronamespace = 'public'::regnamespace`);
    const { rows: triggers } = await db.execute<{ name: string }>(sql`select tgname as name from pg_trigger where not tgisinternal`);
    expect(bodies.length).toBe(guardsSql().split("create or replace function").length - 1);
    for (const { body } of bodies) expect(guardsSql()).toContain(body);
    expect(triggers.map(({ name }) => name).sort()).toEqual([...guardsSql().matchAll(/create (?:constraint )?trigger (\w+)/g)].map(([, name]) => name).sort());
  }));
