import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { link, open, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { LRUCache } from "lru-cache";
import { makeFolder, syncFolder } from "@/lib/durable-folder";
import type { NumberFieldName } from "@/lib/kyc/fields";
import type { ProjectId } from "@/lib/kyc/ids";
import { KeyMissingError, ProjectKeyMissingError, type ProjectKey, type SealingKey, type Vault } from "./vault";

const version = 1;
const nonceLength = 12;
const tagLength = 16;
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** version (1 byte) · nonce (12) · tag (16) · ciphertext; `purpose` is authenticated with it. */
function seal(key: Buffer, plain: Uint8Array, purpose: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text]);
}

function unseal(key: Buffer, sealed: Uint8Array, purpose: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < 1 + nonceLength + tagLength || bytes[0] !== version) throw new Error("This is not a sealed value of version 1.");
  const textAt = 1 + nonceLength + tagLength;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 1 + nonceLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(1 + nonceLength, textAt));
  return Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]);
}

function sealingKey(key: Buffer, scope: string): SealingKey {
  return {
    seal: (plain, purpose) => seal(key, typeof plain === "string" ? Buffer.from(plain) : plain, `${scope}:${purpose}`),
    open: (sealed, purpose) => unseal(key, sealed, `${scope}:${purpose}`),
  };
}

/** A number as it is matched: without spaces, hyphens, dots, slashes, a zone's fillers and case. */
const matched = (value: string) => value.normalize("NFKC").replace(/[\s./<-]/g, "").toUpperCase();

function projectKeyFrom(key: Buffer, scope: string): ProjectKey {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), use, 32));
  const matching = derive("match");
  return {
    ...sealingKey(derive("seal"), scope),
    matchHash: (field: NumberFieldName, value) => createHmac("sha256", matching).update(`${field}:${matched(value)}`).digest(),
  };
}

/** Whole or not at all, and never over a key that exists (EEXIST). */
async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const folder = path.dirname(file);
  await makeFolder(folder);
  const temporary = path.join(/* turbopackIgnore: true */ folder, `.${randomUUID()}`);
  const handle = await open(/* turbopackIgnore: true */ temporary, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(temporary, file).finally(() => rm(temporary));
  await syncFolder(folder);
}

const hasCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;

/**
 * A folder that is not there yet is made with the first key.
 * @throws {Error} when anyone but its owner may enter the folder of the keys.
 */
export async function assertClosed(keysDir: string): Promise<void> {
  const found = await stat(keysDir).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  });
  if (found !== null && (found.mode & 0o077) !== 0) throw new Error(`Others than its owner may enter KEYS_DIR (${keysDir}). Close it: chmod 700`);
}

/** Looks at the folder once; one that is open is looked at again, for its owner may have closed it. */
function closedOnce(keysDir: string): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => {
    closed ??= assertClosed(keysDir).catch((error: unknown) => {
      closed = null;
      throw error;
    });
    return closed;
  };
}

/**
 * Keys as files, a project a folder (0700), a submission a file (0600), each wrapped by the master key. Destroying a file
 * makes what was sealed under it unreadable in every backup of database and images.
 */
export function createFolderVault({ keysDir, masterKey }: { keysDir: string; masterKey: Buffer }): Vault {
  const cache = new LRUCache<string, Buffer>({ max: 5_000 });
  const assertClosedOnce = closedOnce(keysDir);
  const scopeOf = (projectId: ProjectId, submissionId: string) => `submission:${projectId}:${submissionId}`;

  function fileOf(projectId: ProjectId, submissionId: string): string {
    if (!idPattern.test(submissionId)) throw new Error("This is no id of a submission.");
    return path.join(keysDir, projectId, submissionId.slice(0, 2), submissionId);
  }

  async function create(file: string, scope: string): Promise<Buffer> {
    await assertClosedOnce();
    const key = randomBytes(32);
    await writeDurably(file, seal(masterKey, key, scope));
    cache.set(scope, key);
    return key;
  }

  async function load(file: string, scope: string): Promise<Buffer> {
    const known = cache.get(scope);
    if (known) return known;
    await assertClosedOnce();
    const key = unseal(masterKey, await readFile(file), scope);
    cache.set(scope, key);
    return key;
  }

  const projectFile = (projectId: ProjectId) => path.join(keysDir, projectId, "project");
  const projectScope = (projectId: ProjectId) => `project:${projectId}`;

  return {
    async createSubmissionKey(projectId, submissionId) {
      const scope = scopeOf(projectId, submissionId);
      return sealingKey(await create(fileOf(projectId, submissionId), scope), scope);
    },
    async submissionKey(projectId, submissionId) {
      const scope = scopeOf(projectId, submissionId);
      const key = await load(fileOf(projectId, submissionId), scope).catch((error: unknown) => {
        throw hasCode(error, "ENOENT") ? new KeyMissingError() : error;
      });
      return sealingKey(key, scope);
    },
    async createProjectKey(projectId) {
      const scope = projectScope(projectId);
      return projectKeyFrom(await create(projectFile(projectId), scope), scope);
    },
    async projectKey(projectId) {
      const scope = projectScope(projectId);
      const key = await load(projectFile(projectId), scope).catch((error: unknown) => {
        throw hasCode(error, "ENOENT") ? new ProjectKeyMissingError(keysDir) : error;
      });
      return projectKeyFrom(key, scope);
    },
    async destroySubmissionKey(projectId, submissionId) {
      cache.delete(scopeOf(projectId, submissionId));
      await rm(fileOf(projectId, submissionId), { force: true });
    },
  };
}
