import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Shared by the runner's process and its workers through the environment: they must agree on one folder. */
process.env.E2E_DATA_DIR ??= makeFolder();

/** The account that runs PostgreSQL for root must be able to pass through. */
function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-e2e-"));
  chmodSync(folder, 0o711);
  return folder;
}

const port = Number(process.env.E2E_PORT ?? "3910");
const enginePort = port + 1_000;

/** Where the desk under test runs, and its accounts' password. */
export const e2e = {
  port,
  origin: `http://localhost:${port}`,
  dataDirectory: process.env.E2E_DATA_DIR,
  password: "correct-horse-battery",
  /** The double of all engines that the desk under test asks. */
  engines: { port: enginePort, origin: `http://127.0.0.1:${enginePort}`, secret: "the secret of the stories' engines, long enough" },
};
