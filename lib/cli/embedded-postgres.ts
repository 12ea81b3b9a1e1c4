import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { findBinaries, isRoot, ownedFolder, unprivileged, type Credentials } from "./postgres-binaries";
import { claimUnheld, holdServer, type ServerHold } from "./server-hold";

export interface EmbeddedPostgres {
  url: string;
  /** Where its files lie. */
  directory: string;
  /** Stops the server, unless another process still holds it: the last one out stops it. Close your own connections first. */
  stop(): Promise<void>;
}

interface Options {
  /** Folder of the database; the password lies beside it, in `<folder>.password` (0600). */
  directory: string;
  /** Trades durability for speed. Only for databases that a test throws away. */
  throwaway?: boolean;
  log: (line: string) => void;
}

const user = "verdict";
const database = "verdict";
/** How long a server that another command stops may still answer, if only to say so. */
const stoppingMilliseconds = 10_000;

function readPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** The folder itself, or one that the unprivileged account can reach when a parent is closed to it. */
function reachableFolder(wanted: string, credentials: Credentials, log: Options["log"]): string {
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  if (!isRoot()) return wanted;

  chownSync(wanted, credentials.uid ?? 0, credentials.gid ?? 0);
  if (spawnSync("test", ["-w", wanted], { ...credentials, cwd: "/" }).status === 0) return wanted;

  const moved = path.join(ownedFolder(`verdict-data-${Buffer.from(wanted).toString("base64url").slice(-48)}`), "postgres");
  log(`ATTENTION: ${wanted} cannot be reached by the account that runs PostgreSQL. The database lies in ${moved} instead.`);
  mkdirSync(moved, { recursive: true, mode: 0o700 });
  chownSync(moved, credentials.uid ?? 0, credentials.gid ?? 0);
  return moved;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A server that runs on this folder already: started by another command, or left behind when its parent was killed. */
function runningServer(directory: string): { pid: number; port: number } | null {
  const file = path.join(directory, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && isAlive(pid) && lines[7]?.trim() === "ready" ? { pid, port } : null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port on 127.0.0.1.");
  return address.port;
}

/** Under LC_CTYPE=C, pg_trgm sees ASCII letters only. */
function characterType(): string[] {
  const locales = spawnSync("locale", ["-a"], { encoding: "utf8" }).stdout ?? "";
  const utf8 = locales.split(/\s+/).find((name) => /^(C|en_US)\.utf-?8$/i.test(name));
  return utf8 ? [`--lc-ctype=${utf8}`] : [];
}

function initialise(bin: string, directory: string, password: string, credentials: Credentials): void {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-initdb-"));
  const passwordFile = path.join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot()) for (const item of [folder, passwordFile]) chownSync(item, credentials.uid ?? 0, credentials.gid ?? 0);
  try {
    execFileSync(
      path.join(bin, "initdb"),
      ["-D", directory, "-U", user, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=und",
        "--locale=C", ...characterType()],
      { ...credentials, cwd: "/", stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, LC_ALL: "C" } },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function startServer(bin: string, directory: string, credentials: Credentials, throwaway: boolean): Promise<number> {
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=120", "logging_collector=off", "shared_buffers=256MB",
    ...(throwaway ? ["fsync=off", "full_page_writes=off", "synchronous_commit=off"] : []),
  ];
  const child = spawn(path.join(bin, "postgres"), ["-D", directory, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])], {
    ...credentials, cwd: "/", stdio: ["ignore", "ignore", "pipe"], detached: true, env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  let tail = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-4000);
      if (tail.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${tail}`)));
  });
  child.stderr.destroy();
  child.unref();
  return port;
}

/** Whether the process ends in time: one that another command was stopping already. */
async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; isAlive(pid) && Date.now() < end; ) await wait(20);
  return !isAlive(pid);
}

async function stopIfUnheld(directory: string, url: string): Promise<void> {
  const server = runningServer(directory);
  if (server === null) return;
  const client = new Client({ connectionString: url, application_name: "verdict-stop" });
  // The server that is told to stop ends this connection too.
  client.on("error", () => undefined);
  try {
    await client.connect();
    if (!(await claimUnheld(client))) return;
    process.kill(server.pid, "SIGINT");
    while (isAlive(server.pid)) await wait(20);
  } catch (error) {
    if (!(await endsWithin(server.pid, stoppingMilliseconds))) throw error;
  } finally {
    await client.end();
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client(url.replace(/\/[^/]*$/, "/postgres"));
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** Holds the server that runs on the folder; null when none does, or the one that did was being stopped. */
async function joinRunning(directory: string, urlAt: (port: number) => string): Promise<{ port: number; hold: ServerHold } | null> {
  const server = runningServer(directory);
  if (server === null) return null;
  try {
    return { port: server.port, hold: await holdServer(urlAt(server.port)) };
  } catch (error) {
    if (await endsWithin(server.pid, stoppingMilliseconds)) return null;
    throw error;
  }
}

/** Starts a PostgreSQL of the project's own, or joins the one that runs on the folder already. Listens on 127.0.0.1 only. */
export async function startEmbeddedPostgres({ directory, throwaway = false, log }: Options): Promise<EmbeddedPostgres> {
  const credentials = unprivileged();
  const wanted = path.resolve(directory);
  // The unprivileged account must be able to pass through, not to look around.
  mkdirSync(path.dirname(wanted), { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  const password = readPassword(`${wanted}.password`);
  const folder = reachableFolder(wanted, credentials, log);
  const urlAt = (port: number) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

  const startAnew = async () => {
    const bin = findBinaries(credentials);
    if (!existsSync(path.join(folder, "PG_VERSION"))) initialise(bin, folder, password, credentials);
    const port = await startServer(bin, folder, credentials, throwaway);
    await ensureDatabase(urlAt(port));
    return { port, hold: await holdServer(urlAt(port)) };
  };
  const { port, hold } = (await joinRunning(folder, urlAt)) ?? (await startAnew());
  const url = urlAt(port);
  return {
    url,
    directory: folder,
    stop: async () => {
      await hold.release();
      await stopIfUnheld(folder, url);
    },
  };
}
