// A browser for the tests: Playwright's own, else the system's Chromium, else apt-get's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Path of a system browser, or null to use Playwright's own. */
export const findSystemBrowser = () => systemBrowsers.find((file) => existsSync(file)) ?? null;
export const hasOwnBrowser = () => existsSync(chromium.executablePath());

export function ensureBrowser() {
  if (hasOwnBrowser() || findSystemBrowser()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium …");
    const options = { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update", "-q"], options);
    spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], options);
    if (findSystemBrowser()) return;
  }
  console.error("There is no browser for the tests. Type one of:\n  npx playwright install chromium\n  sudo apt-get install -y chromium");
  process.exit(1);
}
