// Loaded by the web server before anything else: when the process that started it is killed, the server ends in order, and
// the embedded database after it.
import { spawn } from "node:child_process";
import { whenOrphaned } from "./processes.mjs";

whenOrphaned(() => {
  if (process.env.EMBEDDED_POSTGRES_DIR) {
    const args = ["--conditions=react-server", "--import", "tsx", "lib/cli/stop-orphaned.ts", String(process.pid)];
    spawn(process.execPath, args, { stdio: "ignore", detached: true }).unref();
  }
  process.kill(process.pid, "SIGTERM");
});
