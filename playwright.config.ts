import { defineConfig, devices } from "@playwright/test";
import { findSystemBrowser, hasOwnBrowser } from "./lib/cli/browser.mjs";
import { deskEnvironment, e2e } from "./e2e/environment";
import { engineNames, engineVariables } from "./lib/kyc/intake/engine-ports";

const executablePath = hasOwnBrowser() ? undefined : (findSystemBrowser() ?? undefined);
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const engineVariablesOf = ({ origin, secret }: typeof e2e.engines) => ({
  ...Object.fromEntries(engineNames.map((name) => [engineVariables[name], `${origin}/${name}`])),
  ENGINE_SECRET: secret,
});

/** The production build with a demo project of its own, in a folder that is thrown away; one story a file. */
export default defineConfig({
  testDir: "e2e",
  // The stories write their own cases through the services, whose files say "server-only".
  tsconfig: "./e2e/tsconfig.json",
  testIgnore: "bench/**",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: e2e.origin,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: { executablePath, args: [...sandbox, "--disable-background-networking"] },
  },
  webServer: [
    {
      command: `"${process.execPath}" --conditions=react-server --import tsx e2e/serve-engine-double.ts`,
      url: `${e2e.engines.origin}/calls`,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
      reuseExistingServer: false,
      stdout: "ignore",
      stderr: "pipe",
    },
    {
      command: `"${process.execPath}" lib/cli/demo.mjs`,
      url: `${e2e.origin}/api/health`,
      timeout: 300_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
      reuseExistingServer: false,
      env: { ...deskEnvironment, DEMO_PASSWORD: e2e.password, DEMO_API_KEY: e2e.apiKey, LOG_LEVEL: "error", ...engineVariablesOf(e2e.engines) },
      stdout: "ignore",
      stderr: "pipe",
    },
  ],
});
