import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { findAuditHead, listChain } from "@/db/queries/audit";
import { makeMember, makeProject, testNow } from "@/db/test/make-member";
import { testPool, withRollback } from "@/db/test/with-rollback";
import type { AuditFilter } from "@/lib/contracts/audit";
import { ForbiddenError } from "@/lib/errors";
import type { Role } from "@/lib/kyc/roles";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import type { SealingKey, Vault } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { openAuditValue, sealAuditValue } from "./audit-value";
import type { ServiceContext } from "./context";
import { exportAudit } from "./export-audit";
import { listAudit } from "./list-audit";
import { verifyAudit } from "./verify-audit";
import { verifyExport } from "./verify-export";

let folder: string;
let vault: Vault;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "verdict-audit-"));
  vault = createFolderVault({ keysDir: path.join(folder, "keys"), masterKey: Buffer.alloc(32, 7) });
});
afterAll(() => rm(folder, { recursive: true }));

async function makeContext(db: Database, role: Role = "lead"): Promise<ServiceContext> {
  const projectId = await makeProject(db, { vault });
  const { memberId } = await makeMember(db, { projectId, role });
  const actor = { kind: "member" as const, memberId, email: `${role}@example.com`, name: "Somebody", role };
  return { db, vault, storage: createFolderImageStore(path.join(folder, "images")), projectId, actor, now: testNow, ipAddress: "192.0.2.7" };
}

interface Chain {
  ctx: ServiceContext;
  submissionId: string;
  key: SealingKey;
}

/** Six entries: the first of the project, five corrections of one submission. */
async function makeChain(db: Database): Promise<Chain> {
  const ctx = await makeContext(db);
  const submissionId = randomUUID();
  const key = await vault.createSubmissionKey(ctx.projectId, submissionId);
  await appendAudit(db, ctx, await vault.projectKey(ctx.projectId), [{ action: "project.created", subjectId: ctx.projectId, changes: [] }]);
  for (const name of ["Anna", "김하늘", "Birutė", "O’Brien", "🙂 Anna"]) {
    await appendAudit(db, ctx, key, [
      { action: "submission.corrected", subjectId: submissionId, changes: [{ field: "fullName", old: null, new: name }, { field: "gender", old: "male", new: "female" }] },
    ]);
  }
  return { ctx, submissionId, key };
}

const verify = ({ ctx }: Chain) => verifyAudit(ctx.db, vault, ctx.projectId);

/** As somebody would who owns the database and switched its guards off. */
async function tamper({ ctx }: Chain, ...statements: SQL[]): Promise<void> {
  await ctx.db.execute(sql`set local session_replication_role = replica`);
  for (const statement of statements) await ctx.db.execute(statement);
  await ctx.db.execute(sql`set local session_replication_role = origin`);
}

const erase = async ({ ctx, submissionId }: Chain) =>
  appendAudit(ctx.db, ctx, await vault.projectKey(ctx.projectId), [{ action: "submission.erased", subjectId: submissionId, changes: [] }]);

async function exported(ctx: ServiceContext, filter: AuditFilter = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of await exportAudit(ctx, filter)) lines.push(line);
  return lines;
}

async function* linesOf(lines: readonly string[]) {
  yield* lines;
}

describe("a chain that nobody touched", () => {
  test("is whole, and its head is the last entry's hash", () =>
    withRollback(async (db) => {
      const chain = await makeChain(db);
      const head = await findAuditHead(db, chain.ctx.projectId);
      expect(head?.seq).toBe(6);
      expect(await verify(chain)).toEqual({ whole: true, entries: 6, head: head?.hash.toString("hex") });
    }));

  test("stays whole when a later entry erased the values", () =>
    withRollback(async (db) => {
      const chain = await makeChain(db);
      await erase(chain);
      await tamper(chain, sql`update audit_values set sealed = null where project_id = ${chain.ctx.projectId}`);
      expect(await verify(chain)).toMatchObject({ whole: true, entries: 7 });
    }));

  test("stays whole with a value that was sealed without its salt, which still opens", () =>
    withRollback(async (db) => {
      const chain = await makeChain(db);
      const sealed = chain.key.seal(JSON.stringify({ old: null, new: "Anna" }), "audit:2:fullName");
      await tamper(chain, sql`update audit_values set sealed = ${sealed} where project_id = ${chain.ctx.projectId} and seq = 2 and field = 'fullName'`);
      expect(openAuditValue(chain.key, 2, "fullName", sealed)).toEqual({ old: null, new: "Anna" });
      expect(await verify(chain)).toMatchObject({ whole: true, entries: 6 });
    }));

  test("stays whole when the submission's key is destroyed", () =>
    withRollback(async (db) => {
      const chain = await makeChain(db);
      await vault.destroySubmissionKey(chain.ctx.projectId, chain.submissionId);
      expect(await verify(chain)).toMatchObject({ whole: true, entries: 6 });
    }));

  test("holds no value in clear, and equal values have different hashes", () =>
    withRollback(async (db) => {
      const { ctx } = await makeChain(db);
      const rows = await listChain(db, ctx.projectId, 0, 10);
      expect(JSON.stringify(rows)).not.toContain("Anna");
      const hashes = rows.flatMap((row) => row.fields.filter((field) => field.name === "gender").map((field) => field.newHash));
      expect(new Set(hashes).size).toBe(5);
    }));
});

describe("with the guards off, the verifier finds", () => {
  test.each<[string, (id: string) => SQL[], number, RegExp]>([
    ["who it was, altered", (id) => [sql`update audit_entries set actor_label = 'x@example.com' where project_id = ${id} and seq = 3`], 3, /altered/],
    ["when it was, altered by a millisecond", (id) => [sql`update audit_entries set at = at + interval '1 ms' where project_id = ${id} and seq = 4`], 4, /altered/],
    ["from where, altered", (id) => [sql`update audit_entries set ip_address = null where project_id = ${id} and seq = 2`], 2, /altered/],
    ["the action, altered", (id) => [sql`update audit_entries set action = 'submission.approved' where project_id = ${id} and seq = 6`], 6, /altered/],
    ["a field's hash, altered", (id) => [sql`update audit_entries set fields = jsonb_set(fields, '{0,newHash}', '"00"') where project_id = ${id} and seq = 5`], 5, /altered/],
    ["a field, taken out", (id) => [sql`update audit_entries set fields = fields - 0 where project_id = ${id} and seq = 2`], 2, /altered/],
    ["the first entry, deleted", (id) => [sql`delete from audit_entries where project_id = ${id} and seq = 1`], 1, /^is missing/],
    ["one in the middle, deleted", (id) => [sql`delete from audit_entries where project_id = ${id} and seq = 4`], 4, /^is missing/],
    ["the last, deleted", (id) => [sql`delete from audit_entries where project_id = ${id} and seq = 6`], 6, /^is missing/],
    ["all, deleted", (id) => [sql`delete from audit_entries where project_id = ${id}`], 1, /^is missing/],
    [
      "one in the middle, deleted and the gap closed",
      (id) => [
        sql`delete from audit_entries where project_id = ${id} and seq = 4`,
        sql`update audit_entries set seq = seq - 1 where project_id = ${id} and seq > 4`,
      ],
      4,
      /does not follow/,
    ],
    [
      "two, swapped",
      (id) => [
        sql`update audit_entries set seq = -seq where project_id = ${id} and seq in (3, 4)`,
        sql`update audit_entries set seq = 7 + seq where project_id = ${id} and seq < 0`,
      ],
      3,
      /does not follow/,
    ],
    [
      "one inserted in the middle",
      (id) => [
        sql`update audit_entries set seq = -seq where project_id = ${id} and seq > 3`,
        sql`update audit_entries set seq = 1 - seq where project_id = ${id} and seq < 0`,
        sql`insert into audit_entries select project_id, 4, at, actor_kind, actor_id, actor_label, ip_address, 'submission.approved', subject_type, subject_id, fields, hash, sha256(hash)
            from audit_entries where project_id = ${id} and seq = 3`,
      ],
      4,
      /altered/,
    ],
    [
      "one put at the end",
      (id) => [
        sql`insert into audit_entries select project_id, 7, at, actor_kind, actor_id, actor_label, ip_address, action, subject_type, subject_id, fields, hash, sha256(hash)
            from audit_entries where project_id = ${id} and seq = 6`,
      ],
      7,
      /altered/,
    ],
    ["a head that names another hash", (id) => [sql`update audit_heads set hash = sha256(hash) where project_id = ${id}`], 6, /head/],
    ["a head that was set back", (id) => [sql`update audit_heads set seq = 5 where project_id = ${id}`], 6, /was put in/],
    ["a value, altered", (id) => [sql`update audit_values set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where project_id = ${id} and seq = 2 and field = 'fullName'`], 2, /fullName/],
    ["a value, emptied though nothing was erased", (id) => [sql`update audit_values set sealed = null where project_id = ${id} and seq = 3 and field = 'gender'`], 3, /gender is empty/],
    ["a value, deleted", (id) => [sql`delete from audit_values where project_id = ${id} and seq = 3 and field = 'gender'`], 3, /as many values/],
    [
      "a value, taken from another entry",
      (id) => [
        sql`update audit_values set sealed = (select sealed from audit_values where project_id = ${id} and seq = 2 and field = 'fullName')
            where project_id = ${id} and seq = 3 and field = 'fullName'`,
      ],
      3,
      /fullName/,
    ],
  ])("%s", (_name, statements, seq, fault) =>
    withRollback(async (db) => {
      const chain = await makeChain(db);
      await tamper(chain, ...statements(chain.ctx.projectId));
      expect(await verify(chain)).toEqual({ whole: false, seq, fault: expect.stringMatching(fault) });
    }),
  );
});

test("a value that was emptied after the erasure, by its number, is found: only what was before it may be empty", () =>
  withRollback(async (db) => {
    const chain = await makeChain(db);
    await erase(chain);
    await appendAudit(db, chain.ctx, chain.key, [{ action: "submission.corrected", subjectId: chain.submissionId, changes: [{ field: "gender", old: null, new: "male" }] }]);
    await tamper(chain, sql`update audit_values set sealed = null where project_id = ${chain.ctx.projectId}`);
    expect(await verify(chain)).toEqual({ whole: false, seq: 8, fault: expect.stringMatching(/gender is empty/) });
  }));

test("a sealed value whose hash is another is found", () =>
  withRollback(async (db) => {
    const chain = await makeChain(db);
    const { sealed } = sealAuditValue(chain.key, 3, { field: "fullName", old: null, new: "Somebody else" });
    await tamper(chain, sql`update audit_values set sealed = ${sealed} where project_id = ${chain.ctx.projectId} and seq = 3 and field = 'fullName'`);
    expect(await verify(chain)).toEqual({ whole: false, seq: 3, fault: expect.stringMatching(/fullName was altered/) });
  }));

describe("an export", () => {
  test("of everything verifies without the database, and is an entry of the chain itself", () =>
    withRollback(async (db) => {
      const { ctx } = await makeChain(db);
      const lines = await exported(ctx);
      const head = await findAuditHead(db, ctx.projectId);
      expect(lines).toHaveLength(7);
      expect(JSON.parse(lines[6] ?? "")).toMatchObject({ seq: 7, action: "audit.exported", actorLabel: "lead@example.com" });
      expect(await verifyExport(linesOf(lines))).toEqual({ whole: true, entries: 7, head: head?.hash.toString("hex") });
    }));

  test.each<[string, (lines: string[]) => string[], number]>([
    ["altered", (lines) => lines.map((line, index) => (index === 2 ? line.replace("lead@", "evil@") : line)), 3],
    ["deleted", (lines) => lines.filter((_line, index) => index !== 3), 4],
    ["swapped", (lines) => lines.map((line, index) => (index === 1 ? (lines[2] ?? "") : index === 2 ? (lines[1] ?? "") : line)), 2],
    ["inserted", (lines) => lines.toSpliced(4, 0, lines[3] ?? ""), 5],
    ["given one more word", (lines) => lines.map((line, index) => (index === 5 ? line.replace("{", '{"note":"x",') : line)), 6],
    ["cut in the middle of a line", (lines) => [...lines.slice(0, 4), (lines[4] ?? "").slice(0, 60)], 5],
  ])("with a line %s is broken there", (_name, change, seq) =>
    withRollback(async (db) => {
      const { ctx } = await makeChain(db);
      expect(await verifyExport(linesOf(change(await exported(ctx))))).toMatchObject({ whole: false, seq });
    }),
  );

  test("with a filter holds the matches only, newest first, and cannot be verified", () =>
    withRollback(async (db) => {
      const { ctx } = await makeChain(db);
      const lines = await exported(ctx, { action: "submission.corrected" });
      expect(lines.map((line) => JSON.parse(line).seq)).toEqual([6, 5, 4, 3, 2]);
      expect(await verifyExport(linesOf(lines))).toMatchObject({ whole: false, seq: 1, fault: expect.stringContaining("without a filter") });
    }));

  test("is refused to an agent, and then no entry is written", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, "agent");
      await expect(exportAudit(ctx, {})).rejects.toThrow(ForbiddenError);
      expect(await findAuditHead(db, ctx.projectId)).toMatchObject({ seq: 0 });
    }));
});

describe("the list", () => {
  test("pages back in time, 100 at once", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db);
      const records = Array.from({ length: 250 }, () => ({ action: "session.signed_in" as const, subjectId: randomUUID(), changes: [] }));
      await appendAudit(db, ctx, await vault.projectKey(ctx.projectId), records);

      const first = await listAudit(ctx, {});
      const second = await listAudit(ctx, { before: first.next ?? 0 });
      const third = await listAudit(ctx, { before: second.next ?? 0 });
      expect([first, second, third].map((page) => page.entries.length)).toEqual([100, 100, 50]);
      expect([...first.entries, ...second.entries, ...third.entries].map((entry) => entry.seq)).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
      expect(third.next).toBeNull();
    }));

  test.each<[string, AuditFilter, number]>([
    ["an action", { action: "submission.corrected" }, 5],
    ["another action", { action: "options.saved" }, 0],
    ["an actor", { actor: "lead@example.com" }, 6],
    ["another actor", { actor: "nobody@example.com" }, 0],
    ["the day in the project's zone", { from: "2026-11-23", to: "2026-11-23" }, 6],
    ["the day before", { to: "2026-11-22" }, 0],
    ["the day after", { from: "2026-11-24" }, 0],
  ])("finds by %s", (_name, filter, count) =>
    withRollback(async (db) => {
      const { ctx } = await makeChain(db);
      expect((await listAudit(ctx, filter)).entries).toHaveLength(count);
    }),
  );

  test("finds by subject, and nothing of another project", () =>
    withRollback(async (db) => {
      const { submissionId, ctx } = await makeChain(db);
      const other = await makeContext(db);
      expect((await listAudit(ctx, { subject: submissionId })).entries).toHaveLength(5);
      expect((await listAudit(other, { subject: submissionId })).entries).toEqual([]);
      expect((await listAudit(other, {})).entries).toEqual([]);
    }));

  test.each(["viewer", "agent"] as const)("is refused to a %s", (role) =>
    withRollback(async (db) => {
      await expect(listAudit(await makeContext(db, role), {})).rejects.toThrow(ForbiddenError);
    }),
  );
});

test("twenty transactions that append at once make one chain without a gap", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db);
  const key = await vault.projectKey(ctx.projectId);
  await Promise.all(
    Array.from({ length: 20 }, () =>
      db.transaction((tx) => appendAudit(tx, ctx, key, [{ action: "session.signed_in", subjectId: randomUUID(), changes: [{ field: "role", old: null, new: "lead" }] }])),
    ),
  );
  expect(await verifyAudit(db, vault, ctx.projectId)).toMatchObject({ whole: true, entries: 20 });
});

test("a transaction that is rolled back leaves no gap", () =>
  withRollback(async (db) => {
    const chain = await makeChain(db);
    const undone = db.transaction(async (tx) => {
      await appendAudit(tx, chain.ctx, chain.key, [{ action: "submission.approved", subjectId: chain.submissionId, changes: [] }]);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await appendAudit(db, chain.ctx, chain.key, [{ action: "submission.rejected", subjectId: chain.submissionId, changes: [] }]);
    expect(await verify(chain)).toMatchObject({ whole: true, entries: 7 });
  }));
