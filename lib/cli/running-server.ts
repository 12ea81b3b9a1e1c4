import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandLineOf, isAlive } from "./processes.mjs";

export interface RunningServer {
  pid: number;
  port: number;
}

interface ServerFile extends RunningServer {
  /** "starting", "ready", "stopping"; empty while the file is being written. */
  status: string;
}

/** PostgreSQL's own note of its process, in the order of its miscadmin.h; null when there is none, or its process is gone. */
function readServerFile(directory: string): ServerFile | null {
  const file = path.join(directory, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  return isServerOf(directory, pid) ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? "" } : null;
}

/** False for a process that has been given the number of a server that ended without a word. */
function isServerOf(directory: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const command = commandLineOf(pid);
  return command === null || (command.includes("postgres") && command.includes(directory));
}

/** Removes the note of a server that is gone: PostgreSQL starts no second one as long as any process has its number. */
export function forgetGoneServer(directory: string): void {
  if (readServerFile(directory) === null) rmSync(path.join(directory, "postmaster.pid"), { force: true });
}

/** Whether the server still runs on its folder. It has stopped once its note or its process is gone. */
export const isRunning = (directory: string, { pid }: RunningServer) => readServerFile(directory)?.pid === pid;

/** Whether the server stops in time: one that another command was stopping already. */
export async function stopsWithin(directory: string, server: RunningServer, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; isRunning(directory, server) && Date.now() < end; ) await wait(20);
  return !isRunning(directory, server);
}

/**
 * The server that runs on this folder already: started by another command, or left behind when its parent was killed. One
 * that starts or stops is waited for.
 */
export async function findRunningServer(directory: string): Promise<RunningServer | null> {
  for (;;) {
    const server = readServerFile(directory);
    if (server === null || server.status === "ready") return server;
    await wait(50);
  }
}

/** Stops the server and waits until it has stopped. */
export async function stopServer(directory: string, server: RunningServer): Promise<void> {
  if (isRunning(directory, server)) process.kill(server.pid, "SIGINT");
  while (isRunning(directory, server)) await wait(20);
}
