import "server-only";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/env";
import { listenAddress } from "./listen-address";
import { startNext } from "./next-server";
import { endingSignals, exitCodeOf, whenOrphaned } from "./processes.mjs";
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
  const server = startNext({ mode: "start", host, port, stdio: ["inherit", "inherit", "inherit"] });
  for (const signal of endingSignals) process.on(signal, () => server.kill(signal));
  whenOrphaned(() => server.kill("SIGTERM"));
  return new Promise((resolve) => server.once("exit", (code, signal) => resolve(code ?? (signal ? exitCodeOf(signal) : 1))));
}, { finishes: true });
