import "server-only";
import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";

interface NextServer {
  mode: "start" | "dev";
  host: string;
  port: number;
  /** Of input, output and errors. */
  stdio: ["ignore" | "inherit", "ignore" | "inherit", "inherit"];
  env?: Record<string, string>;
  /** Folder of the embedded database that must not outlive the server when this process is killed. */
  databaseDirectory?: string | null;
}

/** Starts the web server. It ends in order also when this process is killed, and an embedded database that nobody else holds after it. */
export function startNext({ mode, host, port, stdio, env = {}, databaseDirectory = null }: NextServer): ChildProcess {
  const next = path.resolve("node_modules/next/dist/bin/next");
  const preload = pathToFileURL(path.resolve("lib/cli/end-with-parent.mjs")).href;
  const channels: StdioOptions = [...stdio, "ipc"];
  return spawn(process.execPath, ["--import", preload, next, mode, "-H", host, "-p", String(port)], {
    stdio: channels,
    env: { ...process.env, NODE_ENV: mode === "dev" ? "development" : "production", ...env, EMBEDDED_POSTGRES_DIR: databaseDirectory ?? "" },
  });
}
