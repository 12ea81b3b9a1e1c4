// One process at a time: a lock is a folder with one file in it, whose name says who owns it.
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeDataFolder } from "./data-folder.mjs";
import { codeOf, isAlive, startOf } from "./processes.mjs";

/** The owners that are this process. @type {Set<string>} */
const own = new Set();

/** @param {string} lock */
function ownerOf(lock) {
  try {
    return readdirSync(lock)[0] ?? null;
  } catch {
    return null;
  }
}

/** Whether the owner's process has ended, even if its number is in use again. @param {string} owner */
function isGone(owner) {
  const [pid, start] = owner.split(".");
  return Number(pid) === process.pid ? !own.has(owner) : !isAlive(Number(pid)) || startOf(Number(pid)) !== start;
}

/** Moves a file or a folder; false when it is not there or something is in its way. @param {string} from @param {string} to */
function move(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(String(codeOf(error)))) return false;
    throw error;
  }
}

/**
 * One process at a time does `work`; the others wait for it. A lock whose process is gone is taken over, by one of them.
 * @template T
 * @param {string} name of the lock's folder, without its ending
 * @param {string} what the owner does, for who waits
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function underLock(name, what, work) {
  const lock = path.resolve(`${name}.lock`);
  const owner = `${process.pid}.${startOf(process.pid)}.${randomUUID()}`;
  const prepared = `${lock}.${owner}`;
  makeDataFolder(path.dirname(lock));
  mkdirSync(prepared);
  writeFileSync(path.join(prepared, owner), "");
  own.add(owner);
  let isOwned = false;
  const release = () => {
    if (isOwned) move(lock, prepared);
    rmSync(prepared, { recursive: true, force: true });
    own.delete(owner);
  };
  process.once("exit", release);
  try {
    for (let waited = 0; !(isOwned = move(prepared, lock)); waited += 1) {
      const other = ownerOf(lock);
      // The name of the file that moves is that of the owner who is gone: of several who try, one succeeds.
      if (other !== null && isGone(other) && move(path.join(lock, other), path.join(lock, owner))) {
        isOwned = true;
        rmSync(prepared, { recursive: true });
        break;
      }
      if (waited === 20) console.error(`Waiting for process ${other?.split(".")[0] ?? "of another start"}, which ${what} …`);
      await wait(50);
    }
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}
