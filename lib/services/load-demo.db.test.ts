import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";
import { listProjects } from "@/db/queries/projects";
import { testNow } from "@/db/test/make-member";
import { freshDatabase, type TestDatabase } from "@/db/test/test-database";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import { findClient } from "./find-client";
import { loadDemo } from "./load-demo";
import { verifyAudit } from "./verify-audit";

const folder = mkdtempSync(path.join(tmpdir(), "verdict-demo-"));
const images = path.join(folder, "images");
const filesLeft = () => (existsSync(images) ? readdirSync(images, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0);
const stores = { vault: createFolderVault({ keysDir: path.join(folder, "keys"), masterKey: Buffer.alloc(32, 7) }), storage: createFolderImageStore(images) };

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase(inject("databaseUrl"));
  pool = createPool(database.url);
  db = createDatabase(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const apiKey = `vk_0123456789ab_${"k".repeat(43)}`;
const load = () => loadDemo({ db, ...stores, now: testNow, password: "a password of the test", apiKey });

test("a load that fails at its end leaves no project, no account and no file; the next one finds an empty database", { timeout: 120_000 }, async () => {
  await db.execute(sql`create function fail() returns trigger language plpgsql as 'begin if new.external_id = ''D-060'' then raise exception ''no more''; end if; return new; end'`);
  await db.execute(sql`create trigger fails before insert on submissions for each row execute function fail()`);
  await expect(load()).rejects.toThrow();
  expect(await listProjects(db)).toEqual([]);
  expect((await db.execute(sql`select 1 from members union all select 1 from submissions`)).rows).toEqual([]);
  expect(filesLeft()).toBe(0);

  await db.execute(sql`drop trigger fails on submissions`);
  const demo = await load();
  expect(demo?.accounts.map((account) => account.role)).toEqual(["admin", "lead", "agent", "viewer"]);
  expect(demo?.apiKey).toBe(apiKey);
  expect(await findClient({ db, now: testNow, ipAddress: null }, apiKey)).toMatchObject({ projectState: "open", label: "API key Demo" });
  const { rows } = await db.execute<{ status: string; count: number }>(sql`select status, count(*)::int as count from submissions group by status order by status`);
  expect(rows).toEqual([{ status: "approved", count: 9 }, { status: "deleted", count: 1 }, { status: "incomplete", count: 4 }, { status: "pending", count: 36 }, { status: "rejected", count: 10 }]);

  const [project] = await listProjects(db);
  if (project === undefined) throw new Error("There is no project.");
  expect(await verifyAudit(db, stores.vault, project.id)).toMatchObject({ whole: true });
  const { rows: named } = await db.execute<{ count: number }>(sql`select 3 * count(*)::int as count from images where superseded_at is null`);
  expect(filesLeft()).toBe(named[0]?.count);
  const { rows: earlier } = await db.execute(sql`select 1 from submissions a join submissions b using (project_id, email_key) where a.status = 'pending' and b.status in ('approved', 'rejected')`);
  expect(earlier.length).toBeGreaterThan(3);

  expect(await load()).toBeNull();
});
