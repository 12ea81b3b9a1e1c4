import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/cli/free-port";

/*
 * Shared by the runner's process and its workers through the environment: they must agree on one folder and one port.
 * `npm test` gives a folder of its own; a run by hand makes one, which goes when its process ends, after the desk.
 */
process.env.E2E_DATA_DIR ??= makeFolder();
process.env.E2E_PORT ||= String(await freePort());

/** The account that runs PostgreSQL for root must be able to pass through. */
function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-e2e-"));
  chmodSync(folder, 0o711);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const port = Number(process.env.E2E_PORT);
const enginePort = port + 1_000;

/** Where the desk under test runs, and its accounts' password. */
export const e2e = {
  port,
  origin: `http://localhost:${port}`,
  dataDirectory: process.env.E2E_DATA_DIR,
  password: "correct-horse-battery",
  /** The demo's key. */
  apiKey: `vk_e2ee2ee2ee2e_${"s".repeat(43)}`,
  /** The double of all engines that the desk under test asks. */
  engines: { port: enginePort, origin: `http://127.0.0.1:${enginePort}`, secret: "the secret of the stories' engines, long enough" },
};

/** The settings of the desk under test: nothing that an operator exported reaches it. */
export const deskEnvironment = {
  PORT: String(port),
  HOST: "127.0.0.1",
  DATA_DIR: e2e.dataDirectory,
  DATABASE_URL: "",
  DATABASE_POOL_SIZE: "20",
  IMAGES_DIR: "",
  KEYS_DIR: "",
  MASTER_KEY: "",
  NEXTAUTH_URL: "",
  NEXTAUTH_SECRET: "",
  TRUSTED_PROXIES: "0",
  DEMO_API_KEY: "",
};
