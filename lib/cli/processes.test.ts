import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { commandLineOf, exitCodeOf, isAlive, runToEnd } from "./processes.mjs";

/** Says its number, and on SIGTERM ends only after a moment, as a build does that tidies up. */
const slow = 'console.log(process.pid); setInterval(() => {}, 1000); process.on("SIGTERM", () => setTimeout(() => process.exit(0), 200))';
const launcher = `
  import { underLock } from ${JSON.stringify(path.resolve("lib/cli/lock.mjs"))};
  import { runToEnd } from ${JSON.stringify(path.resolve("lib/cli/processes.mjs"))};
  await underLock(process.argv[1], "builds", () => runToEnd(process.execPath, ["-e", ${JSON.stringify(slow)}]));
`;

test("a signal stops what runs under a lock, and the lock is given back after it", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-signal-"));
  const lock = path.join(folder, "build");
  const child = spawn(process.execPath, ["--input-type=module", "-e", launcher, lock], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [pid] = (await once(child.stdout, "data")) as [Buffer];
  await vi.waitFor(() => expect(commandLineOf(Number(pid))).toContain("setInterval"));

  child.kill("SIGTERM");
  await vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false), { timeout: 10_000, interval: 1 });

  expect(await ended).toEqual([exitCodeOf("SIGTERM"), null]);
  expect(existsSync(`${lock}.lock`)).toBe(false);
  rmSync(folder, { recursive: true });
}, 30_000);

test("a program answers whether it went well, also when there is none", async () => {
  expect(await runToEnd(process.execPath, ["-e", ""])).toBe(true);
  expect(await runToEnd(process.execPath, ["-e", "process.exit(3)"])).toBe(false);
  expect(await runToEnd("no-such-program", [])).toBe(false);
});

test("no process that has ended is alive, and no number that is none", () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(spawnSync(process.execPath, ["-e", ""]).pid)).toBe(false);
  expect(isAlive(Number.NaN)).toBe(false);
  expect(isAlive(-1)).toBe(false);
});
