// npm test: everything that a change must pass.
import { ensureBuild, ensureDependencies } from "./setup.mjs";
import { failure, printSum, runBrowserTests, runLint, runTypes, runVitest } from "./runners.mjs";

/** What cannot be installed, built or found is one failure each, and keeps only what needs it from running. */
async function runAll() {
  if (!(await ensureDependencies({ withTests: true }))) return [failure];
  const results = [await runTypes(), await runLint(), await runVitest()];
  const { ensureBrowser } = await import("./browser.mjs");
  const needs = [await ensureBrowser(), await ensureBuild()];
  return needs.every(Boolean) ? [...results, await runBrowserTests()] : [...results, ...needs.filter((isThere) => !isThere).map(() => failure)];
}

const results = await runAll().catch((error) => {
  console.error(error);
  return [failure];
});
process.exit(printSum(results));
