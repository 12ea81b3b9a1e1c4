import "server-only";
import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Pool } from "pg";
import { createDatabase, createPool, type Database } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { findProjectBySlug, listProjects } from "@/db/queries/projects";
import { describeError } from "@/lib/describe-error";
import { createEngines, engineConfigOf } from "@/lib/engines/create-engines";
import type { Engines } from "@/lib/engines/engines";
import { env } from "@/lib/env";
import type { ServiceContext } from "@/lib/services/context";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import type { ImageStore } from "@/lib/storage/image-store";
import { assertClosed, createFolderVault } from "@/lib/vault/folder-vault";
import { ProjectKeyMissingError, type Vault } from "@/lib/vault/vault";
import { setUpLocally } from "./local-setup";
import { endingSignals, exitCodeOf, whenOrphaned } from "./processes.mjs";

export interface Runtime {
  pool: Pool;
  db: Database;
  vault: Vault;
  storage: ImageStore;
  engines: Engines;
  /** Waits for what is under way. */
  close(): Promise<void>;
  /** Stops the database, whatever is under way. */
  abandon(): Promise<void>;
}

/** Settings and paths are all that is named before the database is open: such a message may be printed as it is. */
async function orMessage<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Error && error.name === "Error" ? new CommandError(error.message) : error;
  }
}

/** What a signal must close, also while it is being opened. */
const opened = new Set<Promise<Runtime>>();

interface RuntimeOptions {
  /** For a command that stays, like a server: its statements may not take as long as they like. */
  limited?: boolean;
}

/** What a command works with: the server's database and keys, or the local ones of DATA_DIR; migrated. */
export function openRuntime(options: RuntimeOptions = {}): Promise<Runtime> {
  const opening = open(options);
  opened.add(opening);
  return opening;
}

async function open({ limited }: RuntimeOptions): Promise<Runtime> {
  const setup = await orMessage(() => setUpLocally({ log: console.error, makesKeys: false }));
  try {
    Object.assign(process.env, setup.environment);
    const { DATABASE_URL, KEYS_DIR, IMAGES_DIR, MASTER_KEY } = await orMessage(env);
    await orMessage(() => assertClosed(KEYS_DIR));
    await migrateDatabase(DATABASE_URL);
    const pool = createPool(DATABASE_URL, { limited });
    // A server that stops ends idle connections; whoever asks it next hears of it.
    pool.on("error", () => undefined);

    return {
      pool,
      db: createDatabase(pool),
      vault: createFolderVault({ keysDir: KEYS_DIR, masterKey: MASTER_KEY }),
      storage: createFolderImageStore(IMAGES_DIR),
      engines: createEngines(engineConfigOf(env())),
      close: async () => {
        await pool.end();
        await setup.stop();
      },
      abandon: () => setup.stop(),
    };
  } catch (error) {
    await setup.stop();
    throw error;
  }
}

/** @throws {CommandError} that names the projects there are. */
export async function operatorContext(runtime: Runtime, slug: string): Promise<ServiceContext> {
  const project = await findProjectBySlug(runtime.db, slug);
  if (!project) {
    const known = (await listProjects(runtime.db)).map((row) => row.slug).join(", ");
    throw new CommandError(`There is no project “${slug}”. ${known ? `There are: ${known}.` : "There are none yet."}`);
  }
  const { db, vault, storage } = runtime;
  return { db, vault, storage, projectId: project.id, actor: { kind: "operator", label: "operator" }, now: new Date(), ipAddress: null };
}

/** What a person did wrong at the command line: its message is all they need. */
export class CommandError extends Error {}

/** @throws {CommandError} with the usage, for an option that does not exist. */
export function readOptions<Config extends ParseArgsConfig>(config: Config, usage: string): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** Where a path is meant from: the folder in which the command was typed. */
export function typedPath(file: string): string {
  return path.resolve(process.env.CALLED_FROM ?? ".", file);
}

/**
 * Calls `stop` at the first signal that asks the process to end, or when its launcher was killed. Later ones change nothing: a terminal sends its own beside
 * the one that the launcher passes on.
 */
function onFirstSignal(stop: (signal: NodeJS.Signals) => void): void {
  let isStopping = false;
  const stopOnce = (signal: NodeJS.Signals) => {
    if (!isStopping) stop(signal);
    isStopping = true;
  };
  for (const each of endingSignals) process.on(each, stopOnce);
  whenOrphaned(() => stopOnce("SIGHUP"));
}

/** Stops the databases that were started and ends; what was not committed is as if it had not begun. */
async function abandonAll(signal: NodeJS.Signals): Promise<void> {
  const runtimes = await Promise.allSettled(opened);
  await Promise.allSettled(runtimes.map((each) => (each.status === "fulfilled" ? each.value.abandon() : null)));
  process.exit(exitCodeOf(signal));
}

/**
 * Runs a command to its end: its exit code; 2 with the message of a {@link CommandError}; 3 when something went wrong that
 * nobody foresaw, printed without its message, for drivers put names and e-mails into theirs. A signal stops the database
 * and ends the process; a command that `finishes` is told by its AbortSignal instead, and ends by itself.
 */
export async function runCommand(command: (stopping: AbortSignal) => Promise<number>, { finishes = false } = {}): Promise<void> {
  const stopping = new AbortController();
  onFirstSignal((signal) => {
    stopping.abort();
    if (!finishes) void abandonAll(signal);
  });
  try {
    process.exitCode = await command(stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted && !finishes) return;
    const isMeant = error instanceof CommandError || error instanceof ProjectKeyMissingError;
    console.error(isMeant ? error.message : `The command failed for a reason that nobody foresaw:
${JSON.stringify(describeError(error), null, 2)}`);
    process.exitCode = isMeant ? 2 : 3;
  }
}
