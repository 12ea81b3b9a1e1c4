// npm run check: types, lint, unit and database tests; no browser.
import { ensureDependencies } from "./setup.mjs";
import { printSum, runLint, runTypes, runVitest } from "./runners.mjs";

await ensureDependencies();
process.exit(printSum([runTypes(), runLint(), runVitest()]));
