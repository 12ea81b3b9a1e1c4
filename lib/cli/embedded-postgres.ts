import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { makeDataFolder } from "./data-folder.mjs";
import { freePort } from "./free-port";
import { underLock } from "./lock.mjs";
import { findBinaries, isRoot, ownedFolder, postgresEnvironment, unprivileged, type Credentials } from "./postgres-binaries";
import { findRunningServer, forgetGoneServer, stopServer, stopsWithin, type RunningServer } from "./running-server";
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
  /** Trades durability for speed, and ends with this process. Only for databases that a test throws away. */
  throwaway?: boolean;
  log: (line: string) => void;
}

const user = "verdict";
const database = "verdict";
/** How long a server that another command stops may still answer, if only to say so. */
const stoppingMilliseconds = 10_000;
/** How long a server may take to hear that whoever held it was killed. */
const orphanedMilliseconds = 3_000;

/** What the file says; made once, for its owner only. */
function readOnce(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function makeClosedFolder(folder: string, { uid, gid }: Credentials): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

/**
 * The folder itself, or one that the unprivileged account can reach when a parent is closed to it: named by a random id in
 * `<folder>.moved`, so that the database, its password and the keys are found, copied and forgotten together.
 */
function reachableFolder(wanted: string, credentials: Credentials, log: Options["log"]): string {
  makeClosedFolder(wanted, credentials);
  if (!isRoot() || spawnSync("test", ["-w", wanted], { ...credentials, cwd: "/" }).status === 0) return wanted;

  const id = readOnce(`${wanted}.moved`, randomUUID);
  const moved = path.join(ownedFolder(`verdict-data-${id}`), "postgres");
  log(`ATTENTION: ${wanted} cannot be reached by the account that runs PostgreSQL. The database lies in ${moved} instead.`);
  makeClosedFolder(moved, credentials);
  return moved;
}

/** Under LC_CTYPE=C, pg_trgm sees ASCII letters only. */
function characterType(): string[] {
  const locales = spawnSync("locale", ["-a"], { encoding: "utf8" }).stdout ?? "";
  const utf8 = locales.split(/\s+/).find((name) => /^(C|en_US)\.utf-?8$/i.test(name));
  return utf8 ? [`--lc-ctype=${utf8}`] : [];
}

/** Makes the database's files beside the folder and moves them there whole: what an interruption leaves is made anew. */
function initialise(bin: string, directory: string, password: string, credentials: Credentials): void {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-initdb-"));
  const passwordFile = path.join(folder, "password");
  const unfinished = `${directory}.unfinished`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot()) for (const item of [folder, passwordFile]) chownSync(item, credentials.uid ?? 0, credentials.gid ?? 0);
  try {
    rmSync(unfinished, { recursive: true, force: true });
    makeClosedFolder(unfinished, credentials);
    execFileSync(
      path.join(bin, "initdb"),
      ["-D", unfinished, "-U", user, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=und",
        "--locale=C", ...characterType()],
      { ...credentials, cwd: "/", stdio: ["ignore", "ignore", "pipe"], env: postgresEnvironment() },
    );
    rmSync(directory, { recursive: true });
    renameSync(unfinished, directory);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function startServer(bin: string, directory: string, credentials: Credentials, throwaway: boolean): Promise<RunningServer> {
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=120", "logging_collector=off", "shared_buffers=256MB",
    ...(throwaway ? ["fsync=off", "full_page_writes=off", "synchronous_commit=off"] : []),
  ];
  const child = spawn(path.join(bin, "postgres"), ["-D", directory, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])], {
    ...credentials, cwd: "/", stdio: ["ignore", "ignore", "pipe"], detached: true, env: postgresEnvironment(),
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
  if (throwaway) endWithUs(child);
  return { pid: child.pid ?? 0, port };
}

/** A test runner that is interrupted leaves no time for anything else. */
function endWithUs(server: ChildProcess): void {
  const end = () => server.kill("SIGINT");
  process.once("exit", end);
  server.once("exit", () => process.off("exit", end));
}

/** Whether nobody holds the server any more, so that it has stopped. */
async function stopIfUnheld(directory: string, url: string): Promise<boolean> {
  const server = await findRunningServer(directory);
  if (server === null) return true;
  const client = new Client({ connectionString: url, application_name: "verdict-stop" });
  // The server that is told to stop ends this connection too.
  client.on("error", () => undefined);
  try {
    await client.connect();
    if (!(await claimUnheld(client))) return false;
    await stopServer(directory, server);
  } catch (error) {
    if (!(await stopsWithin(directory, server, stoppingMilliseconds))) throw error;
  } finally {
    await client.end();
  }
  return true;
}

/**
 * Stops a server whose user was killed, unless another process holds it. PostgreSQL hears of a killed process a moment
 * later than we do.
 */
export async function stopOrphanedPostgres(directory: string, url: string): Promise<void> {
  for (const end = Date.now() + orphanedMilliseconds; !(await stopIfUnheld(directory, url)) && Date.now() < end; ) await wait(100);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client(url.replace(/\/[^/]*$/, "/postgres"));
  // A server that is being stopped ends the connection between two statements too; the next statement hears of it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

interface Joined {
  url: string;
  hold: ServerHold;
}

/** Holds the server that runs on the folder; null when none does, or the one that did was being stopped. */
async function joinRunning(directory: string, urlAt: (port: number) => string): Promise<Joined | null> {
  const server = await findRunningServer(directory);
  if (server === null) return null;
  const url = urlAt(server.port);
  try {
    // Whoever started it may have been killed before there was a database.
    await ensureDatabase(url);
    return { url, hold: await holdServer(url) };
  } catch (error) {
    if (await stopsWithin(directory, server, stoppingMilliseconds)) return null;
    throw error;
  }
}

async function startAnew(directory: string, password: string, credentials: Credentials, throwaway: boolean, urlAt: (port: number) => string): Promise<Joined> {
  const bin = findBinaries(credentials);
  if (!existsSync(path.join(directory, "PG_VERSION"))) initialise(bin, directory, password, credentials);
  forgetGoneServer(directory);
  const server = await startServer(bin, directory, credentials, throwaway);
  const url = urlAt(server.port);
  try {
    await ensureDatabase(url);
    return { url, hold: await holdServer(url) };
  } catch (error) {
    await stopServer(directory, server);
    throw error;
  }
}

/** Starts a PostgreSQL of the project's own, or joins the one that runs on the folder already. Listens on 127.0.0.1 only. */
export async function startEmbeddedPostgres({ directory, throwaway = false, log }: Options): Promise<EmbeddedPostgres> {
  const credentials = unprivileged();
  const parent = path.resolve(directory, "..");
  makeDataFolder(parent);
  // A running server is known by its folder's name, which must be the same by whatever link one comes.
  const wanted = path.join(realpathSync(parent), path.basename(directory));
  return underLock(`${wanted}.starting`, "starts the database", async () => {
    const password = readOnce(`${wanted}.password`, () => randomBytes(24).toString("base64url"));
    const folder = reachableFolder(wanted, credentials, log);
    const urlAt = (port: number) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
    const { url, hold } = (await joinRunning(folder, urlAt)) ?? (await startAnew(folder, password, credentials, throwaway, urlAt));
    return {
      url,
      directory: folder,
      stop: async () => {
        await hold.release();
        await stopIfUnheld(folder, url);
      },
    };
  });
}
