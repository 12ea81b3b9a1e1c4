// npm run check: types, lint, unit and database tests; no browser.
import { ensureDependencies } from "./setup.mjs";
import { failure, printSum, runLint, runTypes, runVitest } from "./runners.mjs";

const results = (await ensureDependencies({ withTests: true })) ? [await runTypes(), await runLint(), await runVitest()] : [failure];
process.exit(printSum(results));
