import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { insertMember, insertMembership } from "@/db/queries/members";
import { sessionCookieName, sessionIdIn } from "@/lib/auth";
import { freePort } from "@/lib/cli/free-port";
import { openRuntime, type Runtime } from "@/lib/cli/runtime";
import { env } from "@/lib/env";
import type { ProjectId } from "@/lib/kyc/ids";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import { createProject } from "@/lib/services/create-project";
import { findSession, type DeskContext } from "@/lib/services/find-session";
import { hashPassword } from "@/lib/services/password";

const account = { email: "lead@bench.test", password: "a-long-bench-password" };

export interface BenchData {
  runtime: Runtime;
  projectId: ProjectId;
  close(): Promise<void>;
}

export interface BenchDesk extends StartedServer {
  origin: string;
  /** What a signed-in browser sends. */
  headers: Record<string, string>;
  /** The same session, for services called without HTTP. */
  context(): Promise<DeskContext>;
}

/** What is left in use after a collection of garbage, in MiB. */
export interface Memory {
  rss: number;
  heap: number;
}

export interface StartedServer {
  pid: number;
  /** Of a server that was started with {@link tellingMemory}. */
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** Arguments of Node with which a server can be asked for its memory. */
export const tellingMemory = ["--expose-gc", "--import", path.resolve("e2e/bench/tell-memory.mjs")];

/** Arguments of Node that run a file of ours. */
export const runningOurs = ["--conditions=react-server", "--import", "tsx"];

/** A durable embedded database with a project and one lead, in a folder that goes with it. */
export async function openBenchData(policy: Partial<ProjectOptions> = {}): Promise<BenchData> {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-bench-"));
  // The account that runs PostgreSQL for root must be able to pass through.
  chmodSync(folder, 0o711);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  Object.assign(process.env, { DATA_DIR: folder, DATABASE_URL: "", PORT: String(await freePort()), NEXTAUTH_URL: "", IMAGES_DIR: "", KEYS_DIR: "", MASTER_KEY: "" });
  const runtime = await openRuntime();
  const { db, vault } = runtime;
  const now = new Date();
  const projectId = await createProject(
    { db, vault, actor: { kind: "operator", label: "operator" }, now },
    {
      slug: "bench",
      name: "Bench",
      options: { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN", "PRK"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul", ...policy },
    },
  );
  const member = await insertMember(db, { email: account.email, name: "Lena Moreau", passwordHash: await hashPassword(account.password), createdAt: now });
  if (member === null) throw new Error("The member exists already.");
  await insertMembership(db, { projectId, memberId: member.id, role: "lead", createdAt: now });

  return {
    runtime,
    projectId,
    close: () => runtime.close(),
  };
}

async function signIn(origin: string): Promise<string> {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, cookie: csrf.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ") },
    body: new URLSearchParams({ ...account, csrfToken, json: "true" }),
  });
  const session = answer.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookieName()}=`));
  if (!session) throw new Error(`Signing in answered ${answer.status} without a session.`);
  return session.split(";")[0]?.slice(sessionCookieName().length + 1) ?? "";
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error(`The server of ${url} ended before it was ready.`);
}

async function askMemory(child: ChildProcess): Promise<Memory> {
  const told = once(child, "message") as Promise<[{ rss: number; heapUsed: number }]>;
  child.send("memory");
  const [{ rss, heapUsed }] = await told;
  return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
}

/** Starts `args` with Node and waits until `url` answers. */
export async function startServer(args: string[], url: string): Promise<StartedServer> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit", "ipc"], env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "" } });
  // A signal ends us without a word to what we started.
  process.once("exit", () => child.kill());
  await untilReady(url, child);
  return {
    pid: child.pid ?? 0,
    memory: () => askMemory(child),
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** The production build over the bench's data, and somebody signed in. */
export async function startDesk({ runtime }: BenchData, nodeArgs: string[] = []): Promise<BenchDesk> {
  const port = process.env.PORT ?? "";
  const origin = `http://localhost:${port}`;
  const server = await startServer([...nodeArgs, path.resolve("node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", port], `${origin}/api/health`);
  const cookie = await signIn(origin);
  const sessionId = (await sessionIdIn(cookie)) ?? "";

  return {
    ...server,
    origin,
    headers: { cookie: `${sessionCookieName()}=${cookie}`, origin },
    context: async () => {
      const { db, vault, storage } = runtime;
      const ctx = await findSession({ db, vault, storage, now: new Date(), ipAddress: "127.0.0.1" }, sessionId);
      if (ctx === null) throw new Error("The session is over.");
      return ctx;
    },
  };
}

/** A server of ours that answers with the recorded statements and nothing else. */
export async function startBareServer(recordings: string) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = await startServer(["--import", "tsx", path.resolve("e2e/bench/bare-server.ts"), recordings, env().DATABASE_URL, String(port)], `${origin}/ready`);
  return { ...server, origin };
}
