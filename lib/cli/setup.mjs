// What must work before any dependency is installed: plain Node, nothing else.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { underLock } from "./lock.mjs";
import { endingSignals, runToEnd } from "./processes.mjs";

/** Where the command was typed. */
export const calledFrom = process.cwd();

process.chdir(path.resolve(import.meta.dirname, "../.."));

const { NODE_ENV: _exported, ...inherited } = process.env;

/** Without NODE_ENV: what a caller exported for other programs must not decide how ours are built and tested. */
export const environment = /** @type {NodeJS.ProcessEnv} */ (/** @type {unknown} */ ({ ...inherited, NEXT_TELEMETRY_DISABLED: "1" }));

/**
 * A package as a lock file names it.
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package
 */

/** @param {string} file @returns {Record<string, Package>} */
const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {});

/** Optional packages may be absent, but not those of this platform; what only tests need, where nobody tests. @param {Package} wanted @param {boolean} withTests */
function isNeeded({ dev, optional, os, cpu, libc }, withTests) {
  if (dev && !withTests) return false;
  if (!optional) return true;
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && libc === undefined);
}

/** Whether npm installed, by whomever it was called, what the lock file names. @param {boolean} withTests */
function isInstalled(withTests) {
  const installed = packagesIn("node_modules/.package-lock.json");
  return Object.entries(packagesIn("package-lock.json")).every(([folder, wanted]) => {
    if (folder === "") return true;
    const found = installed[folder];
    return found ? found.version === wanted.version && existsSync(path.join(folder, "package.json")) : !isNeeded(wanted, withTests);
  });
}

/**
 * Installs what the lock file names, unless that is what is installed; beside a server that runs without what only tests
 * need, nothing is exchanged. False when it cannot, which npm has explained.
 */
export async function ensureDependencies({ withTests = false } = {}) {
  if (isInstalled(withTests)) return true;

  return underLock(".data/.install", "installs the dependencies", async () => {
    if (isInstalled(withTests)) return true;
    console.log("Installing dependencies from the lock file …");
    const isGood = await runToEnd("npm", ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"], { env: environment });
    if (!isGood) console.error("npm ci failed.");
    return isGood;
  });
}

const sources = ["app", "components", "lib", "db", "public", "proxy.ts", "instrumentation.ts", "next.config.js", "postcss.config.js", "tsconfig.json", "package-lock.json"];

/** @param {string} entry @returns {Generator<string>} */
function* filesOf(entry) {
  if (!existsSync(entry)) return;
  if (!statSync(entry).isDirectory()) return yield entry;
  for (const name of readdirSync(entry).sort()) if (!/\.test\.tsx?$/.test(name)) yield* filesOf(path.join(entry, name));
}

function sourcesHash() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((entry) => [...filesOf(entry)])) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

/** Builds for production, unless the sources are those that were built last. False when it cannot, which the build has explained. */
export async function ensureBuild() {
  const wanted = sourcesHash();
  const marker = ".next/verdict-build";
  const isBuilt = () => existsSync(marker) && readFileSync(marker, "utf8") === wanted;
  if (isBuilt()) return true;

  return underLock(".data/.build", "builds", async () => {
    if (isBuilt()) return true;
    console.log("Building …");
    rmSync(marker, { force: true });
    const isGood = await runToEnd(process.execPath, ["node_modules/next/dist/bin/next", "build"], { env: environment });
    if (isGood) writeFileSync(marker, wanted);
    else console.error("The build failed.");
    return isGood;
  });
}

/** Goes on only after what must have gone well. @param {boolean} isGood */
export function orExit(isGood) {
  if (!isGood) process.exit(1);
}

/**
 * Runs a TypeScript file of ours until it ends, hands every signal on, and ends as it ended. The channel tells it when we
 * are killed.
 * @param {string} file
 * @param {string[]} [args]
 * @param {Record<string, string>} [env]
 */
export function becomes(file, args = [], env = {}) {
  // As the server does: what is exported counts before what stands in the file.
  if (existsSync(".env")) process.loadEnvFile();
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", file, ...args], { stdio: ["inherit", "inherit", "inherit", "ipc"], env: { ...process.env, ...environment, ...env } });
  for (const signal of endingSignals) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
