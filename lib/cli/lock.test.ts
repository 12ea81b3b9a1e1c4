import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { underLock } from "./lock.mjs";
import { startOf } from "./processes.mjs";

let folder = "";
let name = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "verdict-lock-"));
  name = path.join(folder, "work");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function leaveLock(owner: string): void {
  mkdirSync(`${name}.lock`);
  writeFileSync(path.join(`${name}.lock`, owner), "");
}

/** Eight who want the lock at once; how many had it at the same time, at most. */
async function crowd(): Promise<number> {
  let [inside, most] = [0, 0];
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(setImmediate);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => underLock(name, "works", work)));
  return most;
}

test("one at a time has the lock, and nothing of it is left", async () => {
  expect(await crowd()).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ["a process that has ended", () => `${spawnSync(process.execPath, ["-e", ""]).pid}.1.x`],
  ["an earlier process of our number", () => `${process.pid}.${startOf(process.pid)}.x`],
  ["an earlier process of a number that is in use again", () => `${process.ppid}.1.x`],
  ["something that is no process", () => "pid"],
])("a lock of %s is taken over, by one only", async (_name, owner) => {
  leaveLock(owner());
  expect(await crowd()).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test("work that fails gives the lock back", async () => {
  await expect(underLock(name, "works", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(readdirSync(folder)).toEqual([]);
});
