// npm test: everything that a change must pass.
import { ensureBuild, ensureDependencies } from "./setup.mjs";

await ensureDependencies();
const { ensureBrowser } = await import("./browser.mjs");
const { printSum, runBrowserTests, runLint, runTypes, runVitest } = await import("./runners.mjs");

ensureBrowser();
const checks = [runTypes(), runLint(), runVitest()];
await ensureBuild();
process.exit(printSum([...checks, runBrowserTests()]));
