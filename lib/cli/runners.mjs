// The runners that a change must pass. Each answers what passed and what failed.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runToEnd } from "./processes.mjs";
import { environment } from "./setup.mjs";

/** @typedef {{ passed: number, failed: number }} Sum */

/** What could not even be tried. @type {Sum} */
export const failure = { passed: 0, failed: 1 };

/**
 * @param {string} title
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function run(title, file, args, env = {}) {
  console.log(`\n▸ ${title}`);
  // An interrupted runner ends what it started; one that is told to terminate does not.
  return runToEnd(process.execPath, [file, ...args], { env: { ...environment, ...env }, passedOn: "SIGINT" });
}

/** @param {boolean} isGood @returns {Sum} */
const single = (isGood) => (isGood ? { passed: 1, failed: 0 } : failure);

export async function runTypes() {
  const generated = await run("Types", "node_modules/next/dist/bin/next", ["typegen"]);
  return single(generated && (await run("tsc", "node_modules/typescript/bin/tsc", ["--noEmit"])));
}

export async function runLint() {
  return single(await run("Lint", "node_modules/eslint/bin/eslint.js", [".", "--max-warnings", "0"]));
}

/**
 * A folder for the time of `work`, removed also when a signal ends us. The account that runs PostgreSQL for root can pass.
 * @template T
 * @param {(folder: string) => Promise<T>} work
 */
async function withFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-run-"));
  chmodSync(folder, 0o711);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  try {
    return await work(folder);
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/**
 * Counts with `count` what a test runner reported as JSON. One that ends badly without a failure in its report is one failure.
 * @template Report
 * @param {string} report
 * @param {boolean} isGood
 * @param {(report: Report) => Sum} count
 * @returns {Sum}
 */
function sumOf(report, isGood, count) {
  if (!existsSync(report)) return failure;
  try {
    const sum = count(JSON.parse(readFileSync(report, "utf8")));
    return isGood || sum.failed > 0 ? sum : { ...sum, failed: 1 };
  } catch {
    return failure;
  }
}

export function runVitest() {
  return withFolder(async (folder) => {
    const report = path.join(folder, "report.json");
    const isGood = await run("Unit and database tests", "node_modules/vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
    return sumOf(report, isGood, (/** @type {{ numPassedTests: number, numFailedTests: number, numFailedTestSuites: number }} */ result) => ({
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numFailedTestSuites * (result.numFailedTests === 0 ? 1 : 0),
    }));
  });
}

/** The desk's data lies in a folder that goes when Playwright has ended, and with it the desk and its database. */
export function runBrowserTests() {
  return withFolder(async (folder) => {
    const report = path.join(folder, "report.json");
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, E2E_DATA_DIR: path.join(folder, "data") };
    const isGood = await run("Browser tests", "node_modules/@playwright/test/cli.js", ["test", "--reporter=list,json"], env);
    return sumOf(report, isGood, (/** @type {{ stats: { expected: number, unexpected: number, flaky: number } }} */ { stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
    }));
  });
}

/** Prints the sum as the last line and answers the exit code. @param {Sum[]} results */
export function printSum(results) {
  const passed = results.reduce((total, result) => total + result.passed, 0);
  const failed = results.reduce((total, result) => total + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
