import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/cli/free-port";
import { deskEnvironment, e2e } from "./environment";
import { expect, test } from "./fixtures";

/** `npm run demo` over the build that is tested. */
async function startDemo(dataDirectory: string, env: Record<string, string> = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, ["lib/cli/demo.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "", ...deskEnvironment, PORT: String(port), DATA_DIR: dataDirectory, LOG_LEVEL: "silent", ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close");
  return {
    origin: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    ready: () => expect.poll(() => output, { timeout: 150_000 }).toContain(`Verdict is at http://localhost:${port}`),
    ended: async (): Promise<number | null> => (await ended)[0],
    stop: async (signal: NodeJS.Signals): Promise<number | null> => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

/** What the launcher itself started. */
function childrenOf(pid: number): number[] {
  const lines = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return lines.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

const answers = (origin: string) => fetch(`${origin}/api/health`).then(() => true, () => false);

function processesOf(folder: string): string[] {
  return spawnSync("ps", ["-eo", "args="], { encoding: "utf8" }).stdout.split("\n").filter((line) => line.includes(folder));
}

let folder = "";

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "verdict two desks "));
  // The account that runs PostgreSQL for root must be able to pass through.
  chmodSync(folder, 0o711);
});

test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test("two demos run side by side from paths with spaces, stop whole, and start again on what they have", async ({ request }) => {
  test.setTimeout(480_000);
  const folders = [path.join(folder, "one desk"), path.join(folder, "the other")] as const;
  const [one, other] = await Promise.all(folders.map((each) => startDemo(each)));
  if (!one || !other) throw new Error("Two were started.");
  await Promise.all([one.ready(), other.ready()]);
  for (const { origin, output } of [one, other]) {
    expect((await request.get(`${origin}/api/health`)).status()).toBe(200);
    for (const role of ["admin", "lead", "agent", "viewer"]) expect(output()).toMatch(new RegExp(`^  ${role}@demo\\.test +${role} +\\S{16}$`, "m"));
  }
  expect(one.output()).toMatch(/^ {2}vk_[0-9a-f]{12}_[\w-]{43}$/m);
  expect(one.output()).toContain(`Data: ${folders[0]}\n`);

  expect(await Promise.all([one.stop("SIGINT"), other.stop("SIGTERM")])).toEqual([0, 0]);
  expect(processesOf(folder)).toEqual([]);

  const again = await startDemo(folders[0], { DEMO_PASSWORD: "another-long-password", DEMO_API_KEY: e2e.apiKey, LOG_LEVEL: "debug" });
  await again.ready();
  for (const role of ["admin", "lead", "agent", "viewer"]) expect(again.output()).toMatch(new RegExp(`^  ${role}@demo\\.test +${role}$`, "m"));
  expect(again.output()).toContain("DEMO_PASSWORD was not applied");
  expect(again.output()).toContain("DEMO_API_KEY was not applied");
  expect(again.output()).not.toMatch(/^ {2}vk_/m);
  // The background worker tells its tasks when it is ready for them.
  await expect.poll(again.output).toContain("time_out_submissions");
  expect(await again.stop("SIGTERM")).toBe(0);
  expect(processesOf(folder)).toEqual([]);
});

test("whoever kills the launcher, or all but the web server, leaves no web server and no database behind, and another desk's untouched", async () => {
  test.setTimeout(480_000);
  const database = path.join(folder, "one desk");
  const one = await startDemo(database);
  await one.ready();
  const sharing = await startDemo(database);
  await sharing.ready();

  process.kill(one.pid, "SIGKILL");
  await expect.poll(() => answers(one.origin), { timeout: 15_000 }).toBe(false);
  await one.ended();
  expect(await answers(sharing.origin)).toBe(true);
  expect(processesOf(database)).not.toEqual([]);

  for (const pid of [sharing.pid, ...childrenOf(sharing.pid)]) process.kill(pid, "SIGKILL");
  await expect.poll(() => answers(sharing.origin), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => processesOf(database), { timeout: 15_000 }).toEqual([]);
});

test("a key that cannot be one ends the start with what a key is, before anything is made", async () => {
  const desk = await startDemo(folder, { DEMO_API_KEY: "sesame" });
  await expect.poll(desk.output, { timeout: 60_000 }).toContain("DEMO_API_KEY cannot be used. An API key is vk_, 12 hexadecimal digits, _ and 43 letters, digits, - or _.");
  expect(await desk.ended()).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});
