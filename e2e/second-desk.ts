import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, request } from "@playwright/test";
import { freePort } from "@/lib/cli/free-port";
import { env } from "@/lib/env";
import { e2e } from "./environment";

/** Another server over the same data, on a port of its own, with another way to the database or what else it is given; it has no engine. */
export async function startSecondDesk(databaseUrl: string, given: Record<string, string> = {}): Promise<{ origin: string; stop(): Promise<void> }> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { IMAGES_DIR, KEYS_DIR, MASTER_KEY, NEXTAUTH_SECRET } = env();
  const child = spawn(process.execPath, [path.resolve("node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      DATA_DIR: e2e.dataDirectory,
      IMAGES_DIR,
      KEYS_DIR,
      MASTER_KEY: MASTER_KEY.toString("base64"),
      NEXTAUTH_SECRET,
      NEXTAUTH_URL: origin,
      LOG_LEVEL: "silent",
      ...given,
    },
  });
  const ended = once(child, "exit");
  const api = await request.newContext();
  await expect.poll(() => api.get(`${origin}/api/health`).then((answer) => answer.status(), () => 0), { timeout: 30_000 }).toBe(200);
  await api.dispose();

  return {
    origin,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
