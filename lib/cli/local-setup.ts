import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { makeDataFolder } from "./data-folder.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { listenAddress } from "./listen-address";
import { underLock } from "./lock.mjs";

const secretsSchema = z.object({ masterKey: z.string(), nextAuthSecret: z.string() });

export interface LocalSetup {
  /** Complete for the server and for every command. */
  environment: Record<string, string>;
  dataDirectory: string;
  databaseDirectory: string | null;
  /** Stops the embedded database, unless another command still uses it. */
  stop(): Promise<void>;
}

const secretsFile = (dataDirectory: string) => path.join(dataDirectory, "secrets.json");

function readSecrets(dataDirectory: string) {
  const file = secretsFile(dataDirectory);
  return underLock(path.join(dataDirectory, "secrets"), "makes the keys", () => {
    if (!existsSync(file)) {
      const secrets = { masterKey: randomBytes(32).toString("base64"), nextAuthSecret: randomBytes(32).toString("base64url") };
      writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
    }
    return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  });
}

/** Folders and keys in DATA_DIR, for what the environment does not give. */
async function localDefaults(dataDirectory: string): Promise<Record<string, string>> {
  const { masterKey, nextAuthSecret } = await readSecrets(dataDirectory);
  return { IMAGES_DIR: path.join(dataDirectory, "images"), KEYS_DIR: path.join(dataDirectory, "keys"), MASTER_KEY: masterKey, NEXTAUTH_SECRET: nextAuthSecret };
}

interface Options {
  log: (line: string) => void;
  /**
   * Whether keys may be made for a database that DATABASE_URL gives. Only the server itself may: keys that another command
   * made up would seal what the server cannot open.
   */
  makesKeys: boolean;
}

/**
 * Fills in what the environment does not give: the embedded database, keys and folders, all in DATA_DIR (`.data`). With
 * DATABASE_URL set nothing is started, and a command finds its keys in the environment or in a DATA_DIR that has them.
 */
export async function setUpLocally({ log, makesKeys }: Options): Promise<LocalSetup> {
  const dataDirectory = path.resolve(process.env.DATA_DIR || ".data");
  const { port } = listenAddress();
  makeDataFolder(dataDirectory);
  const given = process.env.DATABASE_URL;
  const isLocal = !given || makesKeys || existsSync(secretsFile(dataDirectory));
  const defaults = { ...(isLocal ? await localDefaults(dataDirectory) : {}), NEXTAUTH_URL: `http://localhost:${port}`, PORT: String(port) };
  const database = given ? null : await startEmbeddedPostgres({ directory: path.join(dataDirectory, "postgres"), log });

  const own = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, process.env[name] || value]));
  return {
    environment: { ...own, DATABASE_URL: given || (database?.url ?? "") },
    dataDirectory,
    databaseDirectory: database?.directory ?? null,
    stop: async () => database?.stop(),
  };
}
