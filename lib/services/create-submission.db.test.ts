import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, Pool } from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { makeContext } from "@/db/test/make-context";
import { makeImage, specimenFields } from "@/db/test/make-submission";
import { testPool } from "@/db/test/with-rollback";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import type { ServiceContext } from "./context";
import { createSubmission, type NewSubmission } from "./create-submission";
import { getSubmission } from "./get-submission";
import { readImage } from "./read-image";

const folder = mkdtempSync(path.join(tmpdir(), "verdict-create-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stores of one test, and how many files lie in them. */
function ownStores() {
  const [keys, images] = [path.join(folder, randomUUID()), path.join(folder, randomUUID())];
  const count = (directory: string) => (existsSync(directory) ? readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0);
  return {
    images,
    vault: createFolderVault({ keysDir: keys, masterKey: Buffer.alloc(32, 7) }),
    storage: createFolderImageStore(images),
    /** The project has a key of its own, which is not counted. */
    left: () => ({ keys: count(keys) - 1, files: count(images) }),
  };
}

const newSubmission = async (given: Partial<NewSubmission> = {}): Promise<NewSubmission> => ({
  externalId: null, source: "import", status: "pending", email: `${randomUUID()}@example.com`, claimed: specimenFields, printed: null, mrz: null, flags: [],
  retryCount: 0, images: [{ kind: "idImage", image: await makeImage(1) }, { kind: "idBackImage", image: await makeImage(2) }], ...given,
});

/** A connection that is lost with the answer to a commit; `isHeard` says whether the server got the commit. */
function losingDatabase(isHeard: boolean): { db: Database; pool: Pool } {
  class LosingClient extends Client {
    override query = new Proxy(super.query.bind(this), {
      apply: async (query, _self, [statement, ...rest]: [string | { text: string }, ...unknown[]]) => {
        const text = typeof statement === "string" ? statement : statement.text;
        const isCommit = text === "commit";
        const result = isCommit && !isHeard ? null : await Reflect.apply(query, this, [statement, ...rest]);
        if (!isCommit) return result;
        await this.end();
        throw new Error("Connection terminated unexpectedly");
      },
    });
  }
  const pool = new Pool({ connectionString: inject("databaseUrl"), Client: LosingClient });
  return { db: createDatabase(pool), pool };
}

/** The first transaction on one database, those after it on another: a connection that is lost, and one that is made anew. */
function withLookUp(first: Database, later: Database): Database {
  const databases = [first];
  const transaction: Database["transaction"] = (work) => (databases.pop() ?? later).transaction(work);
  return Object.assign(Object.create(later) as Database, { transaction });
}

async function openContext() {
  const stores = ownStores();
  const ctx: ServiceContext = await makeContext(createDatabase(testPool()), stores);
  return { stores, ctx };
}

describe("what a failed creation leaves", () => {
  test("is neither key nor file when the database refuses the row", async () => {
    const { stores, ctx } = await openContext();
    const submission = await newSubmission();
    await createSubmission(ctx, submission);
    expect(stores.left()).toEqual({ keys: 1, files: 6 });
    await expect(createSubmission(ctx, submission)).rejects.toThrow();
    expect(stores.left()).toEqual({ keys: 1, files: 6 });
  });

  test("is neither key nor file when a file cannot be stored", async () => {
    const { stores, ctx } = await openContext();
    let puts = 0;
    const full = { ...stores.storage, put: async (bytes: Uint8Array) => ((puts += 1) === 5 ? Promise.reject(new Error("ENOSPC")) : stores.storage.put(bytes)) };
    await expect(createSubmission({ ...ctx, storage: full }, await newSubmission())).rejects.toThrow("ENOSPC");
    expect(puts).toBe(6);
    expect(stores.left()).toEqual({ keys: 0, files: 0 });
  });

  test("is neither key nor file when the connection breaks before the commit", async () => {
    const { stores, ctx } = await openContext();
    const { db, pool } = losingDatabase(false);
    await expect(createSubmission({ ...ctx, db: withLookUp(db, ctx.db) }, await newSubmission())).rejects.toThrow();
    await pool.end();
    expect(stores.left()).toEqual({ keys: 0, files: 0 });
  });
});

describe("a connection that breaks with the answer to the commit", () => {
  test("leaves a whole submission, and its id is the answer", async () => {
    const { stores, ctx } = await openContext();
    const { db, pool } = losingDatabase(true);
    const id = await createSubmission({ ...ctx, db: withLookUp(db, ctx.db) }, await newSubmission());
    await pool.end();
    expect((await getSubmission(ctx, id)).final.documentNumber).toBe(specimenFields.documentNumber);
    expect((await readImage(ctx, id, "idImage", "display")).bytes.length).toBeGreaterThan(0);
    expect(stores.left()).toEqual({ keys: 1, files: 6 });
  });

  test("leaves key and files when nobody can say whether the row is there", async () => {
    const { stores, ctx } = await openContext();
    const { db, pool } = losingDatabase(true);
    await expect(createSubmission({ ...ctx, db }, await newSubmission())).rejects.toThrow();
    await pool.end();
    expect(stores.left()).toEqual({ keys: 1, files: 6 });
  });
});
