import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "./free-port";

let folder = "";
let dataDirectory = "";
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "verdict-commands-"));
  // The account that runs PostgreSQL for root must be able to pass through.
  await chmod(folder, 0o711);
  dataDirectory = path.join(folder, "data of a desk");
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  for (const pid of serversOf(dataDirectory)) process.kill(pid, "SIGKILL");
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The processes whose arguments name the folder: PostgreSQL's first one, as the others write over theirs. */
function serversOf(directory: string): number[] {
  const list = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).stdout.split("\n");
  return list.filter((line) => line.includes("postgres -D") && line.includes(directory)).map((line) => Number.parseInt(line, 10));
}

interface Command {
  child: ChildProcess;
  output(): string;
  /** The exit code. */
  end(): Promise<number | null>;
}

/** Runs one of our commands as the launcher does. */
const start = (file: string, args: string[], env: Record<string, string> = {}) => run(["--conditions=react-server", "--import", "tsx", `lib/cli/${file}.ts`, ...args], env);

/** Runs one of our commands by a launcher of its own, whose process is the one that is known. */
const launch = (file: string, args: string[]) => run(["-e", `import("./lib/cli/setup.mjs").then((m) => m.becomes(${JSON.stringify(`lib/cli/${file}.ts`)}, ${JSON.stringify(args)}))`], {});

function run(args: string[], env: Record<string, string>): Command {
  const blank = { DATABASE_URL: "", IMAGES_DIR: "", KEYS_DIR: "", MASTER_KEY: "", NEXTAUTH_URL: "", NEXTAUTH_SECRET: "", MEMBER_PASSWORD: "" };
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "", ...blank, DATA_DIR: dataDirectory, CALLED_FROM: folder, ...env },
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close");
  return { child, output: () => output, end: async () => (await ended)[0] };
}

const addAdmin = ["add", "--project", "desk", "--create-project", "Desk", "--email", "admin@desk.test", "--name", "Ada Okafor", "--role", "admin"];
const status = () => readFileSync(path.join(dataDirectory, "postgres", "postmaster.pid"), "utf8").split("\n")[7]?.trim();

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s to a command that waits for a password stops the database it started", async (signal) => {
  const command = start("member", addAdmin);
  await vi.waitFor(() => expect(command.output()).toContain("Project desk was made"), 60_000);
  expect(serversOf(dataDirectory)).toHaveLength(1);

  command.child.kill(signal);

  expect(await command.end()).toBeGreaterThan(128);
  expect(serversOf(dataDirectory)).toEqual([]);
}, 180_000);

test("a command whose launcher is killed stops the database it started", async () => {
  const command = launch("member", addAdmin);
  await vi.waitFor(() => expect(command.output()).toContain("Project desk was made"), 60_000);
  expect(serversOf(dataDirectory)).toHaveLength(1);

  command.child.kill("SIGKILL");

  await command.end();
  await vi.waitFor(() => expect(serversOf(dataDirectory)).toEqual([]), 60_000);
}, 180_000);

test("an import that is told to end finishes its row, stops the database, and goes on when it is called again", async () => {
  const cases = path.join(folder, "cases");
  await mkdir(cases);
  await writeFile(path.join(cases, "front.png"), await sharp({ create: { width: 320, height: 200, channels: 3, background: "#dde6f0" } }).png().toBuffer());
  const header = "external_id,email,full_name,birth_date,gender,nationality,issuing_country,id_type,document_number,identity_number,issue_date,expire_date,id_image,id_back_image";
  const row = (n: number) => `A-${n},a${n}@applicant.test,Kim Minseo,1994-05-12,female,KOR,KOR,passport,M7068${n},,2021-01-10,2031-01-09,front.png,`;
  await writeFile(path.join(cases, "applicants.csv"), [header, ...Array.from({ length: 400 }, (_, index) => row(index + 1))].join("\n"));
  expect(await start("member", addAdmin, { MEMBER_PASSWORD: "correct-horse-battery" }).end()).toBe(0);

  const cut = start("import", ["cases", "--project", "desk"]);
  await vi.waitFor(() => expect(cut.output()).toContain("imported as"), 60_000);
  cut.child.kill("SIGTERM");
  expect(await cut.end()).toBe(1);
  expect(serversOf(dataDirectory)).toEqual([]);
  const done = cut.output().match(/imported as/g)?.length ?? 0;
  expect(cut.output()).toContain(`${done} imported, 0 there already, 0 refused.\nStopped before the end.`);

  const again = start("import", ["cases", "--project", "desk"]);
  await vi.waitFor(() => expect(again.output()).toContain("imported as"), 60_000);
  again.child.kill("SIGTERM");
  await again.end();
  expect(again.output()).toContain(`, ${done} there already, 0 refused.`);
}, 180_000);

test("a command that fails on its way up stops the database it started", async () => {
  const command = start("audit-verify", [], { MASTER_KEY: "short" });

  expect(await command.end()).not.toBe(0);
  expect(command.output()).toContain("MASTER_KEY");
  expect(existsSync(path.join(dataDirectory, "postgres", "PG_VERSION"))).toBe(true);
  expect(serversOf(dataDirectory)).toEqual([]);
}, 180_000);

test("SIGTERM while the desk starts its database or loads the demo leaves nothing running", async () => {
  const desk = start("serve", ["start"], { PORT: String(await freePort()) });
  await vi.waitFor(() => expect(status()).toBeTruthy(), { timeout: 60_000, interval: 5 });

  desk.child.kill("SIGTERM");

  expect(await desk.end()).toBe(0);
  expect(serversOf(dataDirectory)).toEqual([]);
}, 180_000);

test("two first starts at once on one folder end up on one server", async () => {
  const [one, other] = [start("audit-verify", []), start("audit-verify", [])];

  expect(await one.end()).toBe(2);
  expect(await other.end()).toBe(2);
  for (const { output } of [one, other]) expect(output()).toContain("There is no such project");
  expect(serversOf(dataDirectory)).toEqual([]);
  expect(readdirSync(dataDirectory).filter((name) => name.includes(".lock"))).toEqual([]);
}, 180_000);

test("a command for a given database makes up no keys, and names what is missing", async () => {
  const command = start("audit-verify", [], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });

  expect(await command.end()).not.toBe(0);
  for (const name of ["MASTER_KEY", "KEYS_DIR", "IMAGES_DIR", "NEXTAUTH_SECRET"]) expect(command.output()).toContain(name);
  expect(readdirSync(dataDirectory)).toEqual([]);
}, 180_000);
