import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { expect, inject, test } from "vitest";
import { seededWithdrawn } from "@/lib/kyc/intake/document-table";
import { migrateDatabase } from "./migrate";

const migrations = "db/migrations";

/** The migrations up to the named one, in a folder of their own. */
function migrationsUpTo(tag: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-migrations-"));
  cpSync(migrations, folder, { recursive: true });
  const file = path.join(folder, "meta", "_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
  return folder;
}

async function withDatabase(body: (url: string, client: Client) => Promise<void>): Promise<void> {
  const server = inject("databaseUrl");
  const name = `verdict_old_${randomUUID().slice(0, 8)}`;
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const [admin, client] = [new Client(server), new Client(url)];
  await admin.connect();
  await admin.query(`create database ${name}`);
  try {
    await client.connect();
    await body(url, client);
  } finally {
    await client.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

test("rows written before salts and messages were sealed stay, and erased submissions get the status they had", () =>
  withDatabase(async (url, client) => {
    const folder = migrationsUpTo("0002_guards");
    await migrateDatabase(url, folder);
    rmSync(folder, { recursive: true });
    const [project, pending, decided, unfinished, decision] = Array.from({ length: 5 }, () => randomUUID());
    await client.query("insert into projects values ($1, 'old', 'Old', now())", [project]);
    const insert = "insert into submissions (id, project_id, source, status, created_at, updated_at, pending_at) values ($1, $2, 'api', $3, now(), now(), $4)";
    for (const id of [pending, decided]) await client.query(insert, [id, project, "pending", new Date()]);
    await client.query(insert, [unfinished, project, "incomplete", null]);
    await client.query("insert into decisions values ($1, $2, $3, null, 'rejected', '{other}', '{Text}', 1, null, 'system', 'system', now())", [decision, project, decided]);
    await client.query("update submissions set status = 'rejected', decision_id = $1, decided_at = now() where id = $2", [decision, decided]);
    await client.query("update submissions set status = 'deleted'");
    await client.query("insert into audit_entries values ($1, 1, now(), 'system', null, 'system', null, 'project.created', 'project', 'old', '[]', '', '')", [project]);
    await client.query("insert into audit_values values ($1, 1, 'slug', 'salt', 'sealed')", [project]);

    await migrateDatabase(url);
    const { rows } = await client.query<{ id: string; before: string }>("select id, status_before_erasure as before from submissions");
    expect(new Map(rows.map((row) => [row.id, row.before]))).toEqual(new Map([[pending, "pending"], [decided, "rejected"], [unfinished, "incomplete"]]));
    expect((await client.query("select codes, comments_sealed from decisions")).rows).toEqual([{ codes: ["other"], comments_sealed: null }]);
    expect((await client.query("select field, sealed from audit_values")).rows).toEqual([{ field: "slug", sealed: Buffer.from("sealed") }]);
  }));

test("projects that were there before documents were withdrawn begin with the seed", () =>
  withDatabase(async (url, client) => {
    const folder = migrationsUpTo("0005_list_indexes");
    await migrateDatabase(url, folder);
    rmSync(folder, { recursive: true });
    await client.query("insert into projects values ($1, 'old', 'Old', now())", [randomUUID()]);

    await migrateDatabase(url);
    const { rows } = await client.query("select country, id_type as \"idType\", issued_before::text as \"issuedBefore\" from withdrawn_documents");
    expect(rows).toEqual(seededWithdrawn);
  }));
