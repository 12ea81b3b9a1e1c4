import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { startEmbeddedPostgres } from "./embedded-postgres";

const secretsSchema = z.object({ masterKey: z.string(), nextAuthSecret: z.string() });

export interface LocalSetup {
  /** Complete for the server and for every command. */
  environment: Record<string, string>;
  dataDirectory: string;
  databaseDirectory: string | null;
  /** Stops the embedded database, unless another command still uses it. */
  stop(): Promise<void>;
}

function readSecrets(directory: string) {
  const file = path.join(directory, "secrets.json");
  if (!existsSync(file)) {
    const secrets = { masterKey: randomBytes(32).toString("base64"), nextAuthSecret: randomBytes(32).toString("base64url") };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: "wx" });
  }
  return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/**
 * Fills in what the environment does not give: the embedded database, keys and folders, all in DATA_DIR (`.data`).
 * With DATABASE_URL set nothing is started.
 */
export async function setUpLocally(log: (line: string) => void): Promise<LocalSetup> {
  const dataDirectory = path.resolve(process.env.DATA_DIR ?? ".data");
  const port = process.env.PORT ?? "3000";
  // The account that runs PostgreSQL may have to pass through; secrets and keys are closed by their own modes.
  mkdirSync(dataDirectory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const secrets = readSecrets(dataDirectory);
  const given = process.env.DATABASE_URL;
  const database = given ? null : await startEmbeddedPostgres({ directory: path.join(dataDirectory, "postgres"), log });

  const defaults: Record<string, string> = {
    IMAGES_DIR: path.join(dataDirectory, "images"),
    KEYS_DIR: path.join(dataDirectory, "keys"),
    MASTER_KEY: secrets.masterKey,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    NEXTAUTH_URL: `http://localhost:${port}`,
    PORT: port,
  };
  const own = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, process.env[name] || value]));
  return {
    environment: { ...own, DATABASE_URL: given || (database?.url ?? "") },
    dataDirectory,
    databaseDirectory: database?.directory ?? null,
    stop: async () => database?.stop(),
  };
}
