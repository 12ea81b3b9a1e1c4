// What must work before any dependency is installed: plain Node, nothing else.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Where the command was typed. */
export const calledFrom = process.cwd();

process.chdir(path.resolve(import.meta.dirname, "../.."));

const lockFolder = "node_modules/.verdict";
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ONNXRUNTIME_NODE_INSTALL: "skip" };

const hashOf = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
const readOr = (file, otherwise) => (existsSync(file) ? readFileSync(file, "utf8") : otherwise);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** One process at a time does `work`; the others wait for it. A lock whose process is gone is taken over. */
async function underLock(name, work) {
  const lock = path.resolve(`${name}.lock`);
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(lock);
      writeFileSync(path.join(lock, "pid"), String(process.pid));
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const pid = Number(readOr(path.join(lock, "pid"), "0"));
      if ((pid > 0 && !isAlive(pid)) || (pid === 0 && waited > 20)) rmSync(lock, { recursive: true, force: true });
      else await wait(250);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function runOrExit(command, args, what) {
  const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env: environment });
  if (status === 0) return;
  console.error(`${what} failed.`);
  process.exit(1);
}

/** Installs what the lock file names, unless that is what is installed. */
export async function ensureDependencies() {
  const wanted = hashOf(readFileSync("package-lock.json"));
  const marker = path.join(lockFolder, "installed");
  if (readOr(marker, "") === wanted) return;

  await underLock(".install", () => {
    if (readOr(marker, "") === wanted) return;
    console.log("Installing dependencies from the lock file …");
    runOrExit("npm", ["ci", "--no-audit", "--no-fund"], "npm ci");
    mkdirSync(lockFolder, { recursive: true });
    writeFileSync(marker, wanted);
  });
}

const sources = ["app", "components", "lib", "db", "public", "proxy.ts", "instrumentation.ts", "next.config.js", "postcss.config.js", "tsconfig.json", "package-lock.json"];

function* filesOf(entry) {
  if (!existsSync(entry)) return;
  if (!statSync(entry).isDirectory()) return yield entry;
  for (const name of readdirSync(entry).sort()) if (!/\.test\.tsx?$/.test(name)) yield* filesOf(path.join(entry, name));
}

function sourcesHash() {
  return hashOf(...sources.flatMap((entry) => [...filesOf(entry)].flatMap((file) => [file, "\0", readFileSync(file)])));
}

/** Builds for production, unless the sources are those that were built last. */
export async function ensureBuild() {
  const wanted = sourcesHash();
  const marker = ".next/verdict-build";
  if (readOr(marker, "") === wanted) return;

  await underLock(".data/.build", () => {
    if (readOr(marker, "") === wanted) return;
    console.log("Building …");
    rmSync(marker, { force: true });
    runOrExit(process.execPath, ["node_modules/next/dist/bin/next", "build"], "The build");
    writeFileSync(marker, wanted);
  });
}

/** Node's arguments to run one of our TypeScript files. */
export const runTypeScript = (file) => ["--conditions=react-server", "--import", "tsx", file];

/** Runs a file of ours until it ends, hands every signal on, and ends as it ended. */
export function becomes(file, args = [], env = {}) {
  const child = spawn(process.execPath, [...runTypeScript(file), ...args], { stdio: "inherit", env: { ...environment, ...env } });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
