import "server-only";
import type { Pool } from "pg";
import { createDatabase, createPool, type Database } from "@/db";
import { migrateDatabase } from "@/db/migrate";
import { findProjectBySlug, listProjects } from "@/db/queries/projects";
import { createEngines, engineConfigOf } from "@/lib/engines/create-engines";
import type { Engines } from "@/lib/engines/engines";
import { env } from "@/lib/env";
import type { ServiceContext } from "@/lib/services/context";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import type { ImageStore } from "@/lib/storage/image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import type { Vault } from "@/lib/vault/vault";
import { setUpLocally } from "./local-setup";

export interface Runtime {
  pool: Pool;
  db: Database;
  vault: Vault;
  storage: ImageStore;
  engines: Engines;
  close(): Promise<void>;
}

/** What a command works with: the server's database and keys, or the local ones of DATA_DIR; migrated. */
export async function openRuntime(): Promise<Runtime> {
  const setup = await setUpLocally(console.error);
  Object.assign(process.env, setup.environment);
  const { DATABASE_URL, KEYS_DIR, IMAGES_DIR, MASTER_KEY } = env();
  await migrateDatabase(DATABASE_URL);
  const pool = createPool(DATABASE_URL);

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
  };
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

/** Runs a command to its end: its exit code, or 2 with the message of a {@link CommandError}. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
