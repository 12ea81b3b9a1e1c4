// The runners that a change must pass. Each answers what passed and what failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };

function run(title, file, args, env = {}) {
  console.log(`\n▸ ${title}`);
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: ["ignore", "inherit", "inherit"], env: { ...environment, ...env } });
  return status === 0;
}

const single = (isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });

export function runTypes() {
  const generated = run("Types", "node_modules/next/dist/bin/next", ["typegen"]);
  return single(generated && run("tsc", "node_modules/typescript/bin/tsc", ["--noEmit"]));
}

export function runLint() {
  return single(run("Lint", "node_modules/eslint/bin/eslint.js", [".", "--max-warnings", "0"]));
}

/** Runs a test runner that writes a JSON report, and counts with `count`. A runner that ends badly without a report is one failure. */
function runReported(title, file, args, env, count) {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-report-"));
  const report = path.join(folder, "report.json");
  const isGood = run(title, file, args(report), env(report));
  const sum = existsSync(report) ? count(JSON.parse(readFileSync(report, "utf8"))) : { passed: 0, failed: 1 };
  rmSync(folder, { recursive: true });
  return isGood || sum.failed > 0 ? sum : { ...sum, failed: 1 };
}

export function runVitest() {
  return runReported(
    "Unit and database tests",
    "node_modules/vitest/vitest.mjs",
    (report) => ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    () => ({}),
    (result) => ({ passed: result.numPassedTests, failed: result.numFailedTests + result.numFailedTestSuites * (result.numFailedTests === 0 ? 1 : 0) }),
  );
}

export function runBrowserTests() {
  return runReported(
    "Browser tests",
    "node_modules/@playwright/test/cli.js",
    () => ["test", "--reporter=list,json"],
    (report) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
  );
}

/** Prints the sum as the last line and answers the exit code. */
export function printSum(results) {
  const passed = results.reduce((total, result) => total + result.passed, 0);
  const failed = results.reduce((total, result) => total + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
