import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { stopOrphanedPostgres } from "./embedded-postgres";
import { isAlive, startOf } from "./processes.mjs";

/** How long the server has for what is under way. */
const stoppingMilliseconds = 8_000;

async function awaitEnd(pid: number): Promise<void> {
  const start = startOf(pid);
  const isThere = () => isAlive(pid) && startOf(pid) === start;
  for (const end = Date.now() + stoppingMilliseconds; isThere() && Date.now() < end; ) await wait(50);
  if (isThere()) process.kill(pid, "SIGKILL");
}

/** Started by a web server whose launcher was killed: waits for the server's end, then stops the database that only the launcher held. */
await awaitEnd(Number(process.argv[2]));
await stopOrphanedPostgres(process.env.EMBEDDED_POSTGRES_DIR ?? "", process.env.DATABASE_URL ?? "");
