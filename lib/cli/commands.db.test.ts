import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createDatabase, createPool } from "@/db";
import { freshDatabase, type TestDatabase } from "@/db/test/test-database";
import { defaultOptions } from "@/lib/kyc/options";
import { createProject } from "@/lib/services/create-project";
import { importColumns } from "@/lib/services/import-row";
import { createFolderVault } from "@/lib/vault/folder-vault";

const root = mkdtempSync(path.join(tmpdir(), "verdict-commands-"));
const keysDir = path.join(root, "keys");
const masterKey = Buffer.alloc(32, 7);
let database: TestDatabase;

async function withDatabase(work: (db: ReturnType<typeof createDatabase>) => Promise<unknown>): Promise<void> {
  const pool = createPool(database.url);
  await work(createDatabase(pool)).finally(() => pool.end());
}

beforeAll(async () => {
  database = await freshDatabase(inject("databaseUrl"));
  const vault = createFolderVault({ keysDir, masterKey });
  await withDatabase((db) => createProject({ db, vault, actor: { kind: "system" }, now: new Date() }, { slug: "acme", name: "Acme", options: defaultOptions }));
  await mkdir(path.join(root, "folder"));
  await sharp({ create: { width: 60, height: 40, channels: 3, background: "#cde" } }).jpeg().toFile(path.join(root, "folder", "front.jpg"));
});
afterAll(async () => {
  await database.drop();
  rmSync(root, { recursive: true });
});

/** A command as `npm run` starts it, typed in the test's folder. */
async function run(command: string, args: string[], env: Record<string, string> = {}) {
  const given = {
    CALLED_FROM: root, DATABASE_URL: database.url, DATA_DIR: path.join(root, "data"), IMAGES_DIR: path.join(root, "images"), KEYS_DIR: keysDir,
    MASTER_KEY: masterKey.toString("base64"), NEXTAUTH_SECRET: "a secret of thirty-two letters or more", ...env,
  };
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", `lib/cli/${command}.ts`, ...args], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...given } });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code: child.exitCode, stdout, stderr };
}

const row = (id: string, email: string) => `${id},${email},Anna Eriksson,1990-02-28,female,UTO,UTO,passport,L898902C3,,,,front.jpg,`;
const writeRows = (...rows: string[]) => writeFile(path.join(root, "folder", "applicants.csv"), [importColumns.join(","), ...rows, ""].join("\n"));

test("rows are told as they come, ids without what would steer a terminal; the counts are last", async () => {
  await writeRows(row("I-1", "anna@example.com"), row("I-\u001b[2J", "b@example.com"));
  const { code, stdout, stderr } = await run("import", ["folder", "--project", "acme"]);
  expect(stdout.split("\n")).toEqual([expect.stringMatching(/^line 2, I-1: imported as /), "line 3, I-\\u{1b}[2J: refused, external_id has a character that cannot be printed", "1 imported, 0 there already, 1 refused.", ""]);
  expect([code, stderr]).toEqual([1, ""]);
});

test("a file that goes wrong half way still has its counts", async () => {
  await writeRows(row("I-2", "two@example.com"), row("I-3", 'th"r"ee'));
  const { code, stdout, stderr } = await run("import", ["folder", "--project", "acme"]);
  expect(stdout.trim().split("\n").at(-1)).toBe("1 imported, 0 there already, 0 refused.");
  expect([code, stderr]).toEqual([2, "applicants.csv, line 3: this is no RFC 4180 CSV (INVALID_OPENING_QUOTE).\n"]);
});

test("a failure that nobody foresaw has an exit code of its own, and prints neither name nor e-mail", async () => {
  await withDatabase((db) => db.execute(sql`create function fail() returns trigger language plpgsql as 'begin raise exception ''no % for %'', new.full_name, new.email; end'`));
  await withDatabase((db) => db.execute(sql`create trigger fails before insert on submissions for each row execute function fail()`));
  await writeRows(row("I-4", "four@example.com"));
  const { code, stdout, stderr } = await run("import", ["folder", "--project", "acme"]);
  await withDatabase((db) => db.execute(sql`drop trigger fails on submissions`));
  expect([code, stdout]).toEqual([3, "0 imported, 0 there already, 0 refused.\n"]);
  expect(stderr).toContain('"code": "P0001"');
  expect(stderr).not.toMatch(/four@|Anna|Eriksson|L898902C3/);
});

test.each([
  ["import", ["--help"], 0, /npm run import -- FOLDER/, ""],
  ["import", ["--nothing"], 2, /^$/, /Unknown option.*\n\nnpm run import/],
  ["import", ["nowhere"], 2, /^$/, /nowhere is no folder/],
  ["project", ["state", "--project", "acme", "--state", "paused"], 2, /^$/, /^--state: give one of open, stopped, closed, deleted\.\n$/],
  ["project", ["state", "--project", "nowhere", "--state", "open"], 2, /^$/, /There is no project “nowhere”. There are: acme\./],
  ["project", [], 2, /^npm run project -- COMMAND/, /^$/],
  ["audit-verify", ["--export", "nowhere.jsonl"], 2, /^$/, new RegExp(`There is no file ${path.join(root, "nowhere.jsonl")}`)],
  ["audit-verify", ["--export", "folder"], 2, /^$/, /There is no file/],
])("%s %j ends with %i", async (command, args, code, stdout, stderr) => {
  const result = await run(command, args);
  expect(result.code).toBe(code);
  expect(result.stdout).toMatch(stdout);
  expect(result.stderr).toMatch(stderr);
});

test("a folder of keys that is the wrong one, or open, is named; nothing counts as broken and no new key is made", async () => {
  const elsewhere = path.join(root, "elsewhere");
  await mkdir(elsewhere, { mode: 0o700 });
  const wrong = await run("audit-verify", [], { KEYS_DIR: elsewhere });
  expect(wrong.code).not.toBe(1);
  expect(wrong.stderr).toContain(`The key of this project is not in KEYS_DIR (${elsewhere})`);

  const open = path.join(root, "open");
  await mkdir(open, { mode: 0o755 });
  const refused = await run("audit-verify", [], { KEYS_DIR: open });
  expect([refused.code, refused.stderr]).toEqual([2, `Others than its owner may enter KEYS_DIR (${open}). Close it: chmod 700\n`]);
});

test("a crash of the verifier is no broken chain", async () => {
  const { code, stderr } = await run("audit-verify", [], { DATABASE_URL: database.url.replace(/\/[^/]*$/, "/nowhere") });
  expect(code).toBe(3);
  expect(stderr).toContain('"code": "3D000"');
});

test("a project is stopped and opened by its slug, and listed as it stands", async () => {
  expect(await run("project", ["state", "--project", "acme", "--state", "stopped"])).toEqual({ code: 0, stdout: "acme is stopped now; it was open.\n", stderr: "" });
  expect((await run("project", ["list"])).stdout).toContain("acme\tstopped\tAcme\n");
  expect(await run("project", ["state", "--project", "acme", "--state", "deleted"])).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^Erase its submissions first: \d+ still holds? personal data\.\n$/) });
  expect((await run("project", ["state", "--project", "acme", "--state", "open"])).stdout).toBe("acme is open now; it was stopped.\n");
});

test("an account that exists is told of: its password is not the one that was given", async () => {
  const args = (role: string) => ["add", "--project", "acme", "--email", "lead@example.com", "--name", "Lena", "--role", role];
  const env = { MEMBER_PASSWORD: "a password of the test" };
  expect((await run("member", args("lead"), env)).stdout).toBe("lead@example.com is lead now.\n");
  await run("member", ["remove", "--project", "acme", "--email", "lead@example.com"]);
  expect((await run("member", args("agent"), env)).stdout).toMatch(/is agent now\. The account existed already .* are not in force\.\n$/);
});
