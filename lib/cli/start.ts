import "server-only";
import { spawn } from "node:child_process";
import path from "node:path";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/env";
import { listenAddress } from "./listen-address";
import { endingSignals, exitCodeOf } from "./processes.mjs";
import { CommandError, runCommand } from "./runtime";

/** The settings that are wrong, each by its name. */
function readSettings() {
  try {
    return { ...listenAddress(), url: env().DATABASE_URL };
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

/** The production server: every setting is checked and the database migrated before anybody is answered. */
await runCommand(async () => {
  const { host, port, url } = readSettings();
  await migrateDatabase(url);
  const next = path.resolve("node_modules/next/dist/bin/next");
  const server = spawn(process.execPath, [next, "start", "-H", host, "-p", String(port)], { stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } });
  for (const signal of endingSignals) process.on(signal, () => server.kill(signal));
  return new Promise((resolve) => server.once("exit", (code, signal) => resolve(code ?? (signal ? exitCodeOf(signal) : 1))));
}, { finishes: true });
