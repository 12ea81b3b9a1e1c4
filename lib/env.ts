import "server-only";
import { z } from "zod";
import { engineNames, engineVariables, type EngineName } from "@/lib/kyc/intake/engine-ports";

const bytes32 = z
  .string()
  .transform((text) => Buffer.from(text, "base64"))
  .refine((key) => key.length === 32, "must be 32 bytes in base64");

/** A variable that is set to nothing is not set. */
const unlessBlank = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((value) => (value === "" ? undefined : value), z.optional(schema));

const engineUrl = unlessBlank(z.url({ protocol: /^https?$/ }));
const engineUrls = Object.fromEntries(engineNames.map((name) => [engineVariables[name], engineUrl])) as Record<(typeof engineVariables)[EngineName], typeof engineUrl>;

const variables = z.object({
  /** PostgreSQL 15 or newer; the commands set it when they start the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(20),
  /** Sealed images, a folder. */
  IMAGES_DIR: z.string().min(1),
  /** The submissions' keys, a folder of its own (0700), never in the database's backup. */
  KEYS_DIR: z.string().min(1),
  /** Wraps every key in KEYS_DIR: 32 bytes, base64. */
  MASTER_KEY: bytes32,
  /** Where browsers reach the desk; https turns on HSTS and secure cookies. */
  NEXTAUTH_URL: z.url().default("http://127.0.0.1:3000"),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters"),
  /** How many proxies in front append to X-Forwarded-For; 0 takes no header's word for an address. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Where each engine is asked; one without an address is not configured. */
  ...engineUrls,
  /** Signs what is sent to engines. */
  ENGINE_SECRET: unlessBlank(z.string().min(32, "must be at least 32 characters")),
  /** How long one engine may take for one call. */
  ENGINE_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(8_000),
});

const envSchema = variables.refine((given) => given.ENGINE_SECRET !== undefined || engineNames.every((name) => given[engineVariables[name]] === undefined), {
  path: ["ENGINE_SECRET"],
  message: "is needed as soon as an engine has an address",
});

export type Env = z.infer<typeof envSchema>;

let parsed: Env | undefined;

/**
 * The environment, parsed once.
 * @throws {Error} that names every fault at once.
 */
export function env(): Env {
  if (parsed) return parsed;
  const result = envSchema.safeParse(process.env);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete (see .env.example):\n${faults.join("\n")}`);
  }
  parsed = result.data;
  return parsed;
}

/** The port of the public address: cookies of two desks on one host are told apart by it. */
export function publicPort(): string {
  const url = new URL(env().NEXTAUTH_URL);
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

export function isHttps(): boolean {
  return new URL(env().NEXTAUTH_URL).protocol === "https:";
}

/** True under `npm run dev`: pages are compiled as they are asked for. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}
