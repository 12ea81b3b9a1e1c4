import "server-only";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, isIPv6 } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createDatabase, createPool, type Database } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { findApiKey } from "@/db/queries/api-keys";
import { listMembersOfProject } from "@/db/queries/members";
import { findProjectBySlug } from "@/db/queries/projects";
import { env } from "@/lib/env";
import { runWorker } from "@/lib/jobs/run-worker";
import { roles } from "@/lib/kyc/roles";
import { isSameKey, storedKey } from "@/lib/services/api-key-secret";
import { loadDemo } from "@/lib/services/load-demo";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import { listenAddress, SettingError } from "./listen-address";
import { setUpLocally, type LocalSetup } from "./local-setup";
import { startNext } from "./next-server";
import { codeOf, endingSignals, whenOrphaned } from "./processes.mjs";

const mode = process.argv[2] === "dev" ? "dev" : "start";

interface Accounts {
  lines: string[];
  /** The demo's key, at the start that made it. */
  apiKey: string | null;
  /** What a person must know about passwords and key. */
  note: string;
}

/** @throws {SettingError} when nothing can listen there. */
async function assertPortIsFree(host: string, port: number): Promise<void> {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE") throw new SettingError(`Port ${port} is taken. Choose another: PORT=${port + 1} npm run demo`);
    throw new SettingError(`Nothing can listen on HOST ${host}, PORT ${port}: ${error instanceof Error ? error.message : error}`);
  }
  await new Promise((resolve) => server.close(resolve));
}

/** What the operator chose as the demo's key. @throws {SettingError} when it cannot be one. */
function chosenApiKey(): string | null {
  const text = process.env.DEMO_API_KEY || null;
  try {
    return text === null ? null : storedKey(text).text;
  } catch (error) {
    if (error instanceof RangeError) throw new SettingError(`DEMO_API_KEY cannot be used. ${error.message}`);
    throw error;
  }
}

/** Says of each given secret of the demo that it is not in force: they count when the demo is loaded. */
async function notApplied(db: Database, password: string | null, apiKey: string | null): Promise<string> {
  const given = apiKey === null ? null : storedKey(apiKey);
  const stored = given === null ? null : await findApiKey(db, given.prefix);
  const isInForce = given !== null && stored !== null && stored.key.revokedAt === null && isSameKey(given, stored.key);
  const names = [...(password === null ? [] : ["DEMO_PASSWORD"]), ...(apiKey === null || isInForce ? [] : ["DEMO_API_KEY"])];
  return names.map((name) => `\n${name} was not applied: it counts at the first start only.`).join("");
}

/** Loads the demo project into an empty database; the demo's accounts, whoever loaded it. */
async function prepareData(apiKey: string | null): Promise<Accounts> {
  const { DATABASE_URL, KEYS_DIR, IMAGES_DIR, MASTER_KEY } = env();
  const password = process.env.DEMO_PASSWORD || null;
  const now = new Date();
  await migrateDatabase(DATABASE_URL);
  const pool = createPool(DATABASE_URL);
  // A signal may stop the database while the demo is being loaded; the load itself hears of it.
  pool.on("error", () => undefined);
  try {
    const db = createDatabase(pool);
    const vault = createFolderVault({ keysDir: KEYS_DIR, masterKey: MASTER_KEY });
    const loaded = await loadDemo({ db, vault, storage: createFolderImageStore(IMAGES_DIR), now, password, apiKey });
    if (loaded !== null) {
      const lines = loaded.accounts.map((each) => `${each.email.padEnd(18)} ${each.role.padEnd(7)} ${each.password}`);
      return { lines, apiKey: loaded.apiKey, note: "Passwords and key are shown this once." };
    }


    const project = await findProjectBySlug(db, "demo");
    const members = project === null ? [] : await listMembersOfProject(db, project.id, now);
    const accounts = members.filter(({ email }) => email.endsWith("@demo.test")).sort((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role));
    return {
      lines: accounts.map(({ email, role }) => `${email.padEnd(18)} ${role}`),
      apiKey: null,
      note: `Passwords and the API key were shown at the first start. Without them: start once more on another DATA_DIR.${await notApplied(db, password, apiKey)}`,
    };
  } finally {
    await pool.end();
  }
}

/** The background worker, in this process: it can never outlive the command. Its end waits for the row under way. */
function startWorker(stopping: AbortSignal): Promise<void> {
  const { DATABASE_URL, KEYS_DIR, IMAGES_DIR, MASTER_KEY } = env();
  const pool = createPool(DATABASE_URL, { max: 5, limited: true });
  pool.on("error", () => undefined);
  const vault = createFolderVault({ keysDir: KEYS_DIR, masterKey: MASTER_KEY });
  return runWorker({ pool, db: createDatabase(pool), vault, storage: createFolderImageStore(IMAGES_DIR) }, stopping).finally(() => pool.end());
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function waitUntilReady(host: string, port: number, child: ChildProcess): Promise<void> {
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${port}/api/health`;
  while (!hasEnded(child)) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error("The server ended before it was ready.");
}

function printAccounts({ lines, apiKey, note }: Accounts): void {
  if (lines.length === 0) return console.log("\nThe database has projects already, so no demo was loaded.");
  const key = apiKey === null ? "" : `\nIts API key, for the header x-api-key:\n  ${apiKey}`;
  console.log(`\nAccounts of the demo:\n${lines.map((line) => `  ${line}`).join("\n")}${key}\n${note}`);
}

function printAddress(port: number, { dataDirectory, databaseDirectory }: LocalSetup): void {
  console.log(`\nVerdict is at http://localhost:${port}\n\nData: ${dataDirectory}`);
  if (databaseDirectory && !databaseDirectory.startsWith(dataDirectory + path.sep)) console.log(`Database: ${databaseDirectory}`);
  console.log("Stop with Ctrl+C.\n");
}

let child: ChildProcess | null = null;
let settingUp: Promise<LocalSetup> | null = null;
let worker: Promise<void> | null = null;
const workerStopping = new AbortController();
let isStopping = false;

/** How long server and worker have for what is under way. */
const stoppingMilliseconds = 8_000;

async function stopServer(): Promise<void> {
  if (!child || hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const forced = setTimeout(() => child?.kill("SIGKILL"), stoppingMilliseconds);
  await ended;
  clearTimeout(forced);
}

/** A worker that a silent database holds is left behind: it goes with this process, and what it did not commit is done again. */
async function stopWorker(): Promise<void> {
  workerStopping.abort();
  await Promise.race([worker?.catch(() => undefined), wait(stoppingMilliseconds)]);
}

/** Server and worker first, the database last. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([stopServer(), stopWorker()]);
  const setup = await settingUp?.catch(() => null);
  await setup?.stop();
  process.exit(code);
}

async function serve(): Promise<void> {
  const { host, port } = listenAddress();
  const apiKey = chosenApiKey();
  await assertPortIsFree(host, port);
  settingUp = setUpLocally({ log: console.error, makesKeys: true });
  const setup = await settingUp;
  if (isStopping) return;
  Object.assign(process.env, setup.environment);
  const accounts = await prepareData(apiKey);
  // At once: whoever interrupts the start from here on has seen the passwords.
  printAccounts(accounts);
  if (isStopping) return;
  const { databaseDirectory } = setup;
  child = startNext({ mode, host, port, stdio: ["ignore", "ignore", "inherit"], env: { NEXT_TELEMETRY_DISABLED: "1" }, databaseDirectory });
  child.once("exit", (code) => void stop(code ?? 1));
  await waitUntilReady(host, port, child);
  worker = startWorker(workerStopping.signal);
  printAddress(port, setup);
}

for (const signal of endingSignals) process.on(signal, () => void stop(0));
whenOrphaned(() => void stop(1));
try {
  await serve();
} catch (error) {
  if (!isStopping) console.error(error instanceof SettingError ? error.message : error);
  await stop(1);
}
