// Processes of this machine: told apart also when a number is used again, and run to their end.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { constants } from "node:os";

/** What asks a process to end. */
export const endingSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** The exit code of a process that a signal ended. @param {NodeJS.Signals} signal */
export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/** What a system call failed with. @param {unknown} error */
export const codeOf = (error) => (error instanceof Error && "code" in error ? error.code : undefined);

/** @param {string} file */
function readOrNull(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** State and start of a process where the system tells them in /proc. @param {number} pid */
function statOf(pid) {
  const text = readOrNull(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The name before may hold spaces and brackets: proc(5), fields 3 and 22.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0], start: fields[19] };
}

/** False also for a process that has ended and whose parent has not asked for its end yet. @param {number} pid */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  return statOf(pid)?.state !== "Z";
}

/** Tells a process from a later one of the same number; "0" where the system does not say. @param {number} pid */
export const startOf = (pid) => statOf(pid)?.start ?? "0";

/** The program and its arguments; null where the system does not say. @param {number} pid */
export function commandLineOf(pid) {
  const text = readOrNull(`/proc/${pid}/cmdline`);
  if (text !== null) return text.replaceAll("\0", " ").trim();
  const { status, stdout } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Calls `stop` once the parent that opened a channel to us has gone without asking us to end: it was killed. Nothing without
 * such a channel.
 * @param {() => void} stop
 */
export function whenOrphaned(stop) {
  // Said by Node of a channel that has closed, and of none at all it says nothing.
  if (process.connected === false) return stop();
  if (!process.channel) return;
  process.once("disconnect", stop);
  // To wait for it alone is no reason to stay.
  process.channel.unref();
}

/**
 * Runs a program to its end and answers whether it went well. A signal that asks us to end goes on to the program and to
 * all that it started (as `passedOn`, when given), and we end after it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, passedOn?: NodeJS.Signals }} [options]
 * @returns {Promise<boolean>}
 */
export async function runToEnd(command, args, { env = process.env, passedOn } = {}) {
  const isWindows = process.platform === "win32";
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], env, detached: !isWindows });
  /** @type {NodeJS.Signals | null} */
  let endedBy = null;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    endedBy ??= signal;
    if (child.pid === undefined) return;
    try {
      process.kill(isWindows ? child.pid : -child.pid, passedOn ?? signal);
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  };
  for (const signal of endingSignals) process.on(signal, passOn);
  try {
    const [code] = await once(child, "exit");
    if (endedBy !== null) process.exit(exitCodeOf(endedBy));
    return code === 0;
  } catch (error) {
    console.error(`${command}: ${error instanceof Error ? error.message : error}`);
    return false;
  } finally {
    for (const signal of endingSignals) process.off(signal, passOn);
  }
}
