import "server-only";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createDatabase, createPool } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/env";
import { loadDemo, type DemoAccount } from "@/lib/services/load-demo";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import { setUpLocally } from "./local-setup";

const mode = process.argv[2] === "dev" ? "dev" : "start";
const host = process.env.HOST ?? "127.0.0.1";

async function assertPortIsFree(port: number): Promise<void> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch {
    console.error(`Port ${port} is taken. Choose another: PORT=${port + 1} npm run demo`);
    process.exit(1);
  }
  await new Promise((resolve) => server.close(resolve));
}

/** Loads the demo project into an empty database; `null` when there is a project already. */
async function prepareData(): Promise<DemoAccount[] | null> {
  const { DATABASE_URL, KEYS_DIR, IMAGES_DIR, MASTER_KEY } = env();
  await migrateDatabase(DATABASE_URL);
  const pool = createPool(DATABASE_URL);
  try {
    return await loadDemo({
      db: createDatabase(pool),
      vault: createFolderVault({ keysDir: KEYS_DIR, masterKey: MASTER_KEY }),
      storage: createFolderImageStore(IMAGES_DIR),
      now: new Date(),
      password: process.env.DEMO_PASSWORD || null,
    });
  } finally {
    await pool.end();
  }
}

function startNext(port: number): ChildProcess {
  const next = path.resolve("node_modules/next/dist/bin/next");
  return spawn(process.execPath, [next, mode, "-H", host, "-p", String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: mode === "dev" ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
}

async function waitUntilReady(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`http://${host}:${port}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error("The server ended before it was ready.");
}

function print(port: number, accounts: DemoAccount[] | null, dataDirectory: string, databaseDirectory: string | null): void {
  console.log(`\nVerdict is at http://localhost:${port}\n`);
  if (accounts === null) console.log("Accounts are those of the first start; their passwords were printed then.");
  else for (const { email, role, password } of accounts) console.log(`  ${email.padEnd(18)} ${role.padEnd(7)} ${password}`);
  console.log(`\nData: ${dataDirectory}`);
  if (databaseDirectory && !databaseDirectory.startsWith(dataDirectory)) console.log(`Database: ${databaseDirectory}`);
  console.log("Stop with Ctrl+C.\n");
}

const port = Number(process.env.PORT ?? "3000");
await assertPortIsFree(port);
const setup = await setUpLocally(console.error);
Object.assign(process.env, setup.environment);

let child: ChildProcess | null = null;
let isStopping = false;

/** The server first, the database last. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (child && child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const forced = setTimeout(() => child?.kill("SIGKILL"), 8_000);
    await ended;
    clearTimeout(forced);
  }
  await setup.stop();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

try {
  const accounts = await prepareData();
  child = startNext(port);
  child.once("exit", (code) => void stop(code ?? 1));
  await waitUntilReady(port, child);
  print(port, accounts, setup.dataDirectory, setup.databaseDirectory);
} catch (error) {
  if (!isStopping) console.error(error);
  await stop(1);
}
