// A browser for the tests: Playwright's own, else the system's Chromium, else apt-get's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runToEnd } from "./processes.mjs";

const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Some systems put a script in a browser's place that only names a package. @param {string} file */
const runs = (file) => existsSync(file) && spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0;

/** Path of a system browser that runs, or null. */
export const findSystemBrowser = () => systemBrowsers.find(runs) ?? null;
/** True when Playwright's own browser is installed. */
export const hasOwnBrowser = () => existsSync(chromium.executablePath());

/** Installs a browser when there is none. False when it cannot, after saying what to type. */
export async function ensureBrowser() {
  if (hasOwnBrowser() || findSystemBrowser() !== null) return true;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await runToEnd("apt-get", ["update", "-q"], { env });
    await runToEnd("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env });
    if (findSystemBrowser() !== null) return true;
  }
  console.error("There is no browser for the tests. Type one of:\n  npx playwright install chromium\n  sudo apt-get install -y chromium");
  return false;
}
