import "server-only";
import type { Pool } from "pg";
import { createDatabase, createPool, type Database } from "@/db";
import { describeError } from "@/lib/describe-error";
import { createEngines, engineConfigOf } from "@/lib/engines/create-engines";
import type { Engines } from "@/lib/engines/engines";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import type { ImageStore } from "@/lib/storage/image-store";
import { createLiveHub, type LiveHub } from "./live-hub";
import { createFolderVault } from "@/lib/vault/folder-vault";
import type { Vault } from "@/lib/vault/vault";

export interface Runtime {
  pool: Pool;
  db: Database;
  vault: Vault;
  storage: ImageStore;
  engines: Engines;
}

declare global {
  var verdictRuntime: Runtime | undefined;
  var verdictLiveHub: LiveHub | undefined;
}

/** The server's singletons, made at first use. They live on `globalThis`: bundles of one server do not share modules. */
export function runtime(): Runtime {
  globalThis.verdictRuntime ??= createRuntime();
  return globalThis.verdictRuntime;
}

/** What this process hears of changes, and tells its pages. */
export function liveHub(): LiveHub {
  globalThis.verdictLiveHub ??= createLiveHub({ url: env().DATABASE_URL, db: runtime().db, warn: (error, message) => logger().warn(describeError(error), message) });
  return globalThis.verdictLiveHub;
}

function createRuntime(): Runtime {
  const { DATABASE_URL, DATABASE_POOL_SIZE, KEYS_DIR, MASTER_KEY, IMAGES_DIR } = env();
  const pool = createPool(DATABASE_URL, { max: DATABASE_POOL_SIZE, limited: true });
  // An idle connection that the database closes is no reason to end the process; the next query opens a new one.
  pool.on("error", (error) => logger().warn({ kind: error.name }, "an idle database connection was lost"));
  return {
    pool,
    db: createDatabase(pool),
    vault: createFolderVault({ keysDir: KEYS_DIR, masterKey: MASTER_KEY }),
    storage: createFolderImageStore(IMAGES_DIR),
    engines: createEngines(engineConfigOf(env())),
  };
}
