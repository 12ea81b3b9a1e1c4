import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { findImage } from "@/db/queries/images";
import type { Database } from "@/db";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { withRollback } from "@/db/test/with-rollback";
import { AppError } from "@/lib/errors";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import { eraseSubmission } from "./erase-submission";
import { readImage } from "./read-image";

for (const [name, value] of Object.entries({
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing", IMAGES_DIR: "images", KEYS_DIR: "keys", MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  NEXTAUTH_SECRET: "a secret of thirty-two letters or more", LOG_LEVEL: "silent",
}))
  vi.stubEnv(name, value);

const folder = mkdtempSync(path.join(tmpdir(), "verdict-read-image-"));
afterAll(() => rmSync(folder, { recursive: true }));
/** Stores of a process of its own: no key is known to it. */
const openStores = (masterKey = Buffer.alloc(32, 7)) => ({
  vault: createFolderVault({ keysDir: path.join(folder, "keys"), masterKey }),
  storage: createFolderImageStore(path.join(folder, "images")),
});

async function makeCase(db: Database) {
  const ctx = await makeContext(db, openStores());
  const id = await makeSubmission(ctx, { images: ["idImage"], email: "anna@example.com" });
  const row = await findImage(db, ctx.projectId, id, "idImage");
  if (row === null) throw new Error("The image was not stored.");
  const file = path.join(folder, "images", row.displayKey.slice(0, 2), row.displayKey);
  const keyFile = path.join(folder, "keys", ctx.projectId, id.slice(0, 2), id);
  return { ctx, id, file, keyFile };
}

const answerOf = (reading: Promise<unknown>) => reading.then(() => "read", (error: unknown) => (error instanceof AppError ? [error.status, error.errorCode, error.message] : error));
const unavailable = [503, "image_unavailable", "The image cannot be read at the moment."];

test.each<[string, (made: Awaited<ReturnType<typeof makeCase>>) => void]>([
  ["whose file is lost", ({ file }) => rmSync(file)],
  ["whose file was overwritten", ({ file }) => writeFileSync(file, "no sealed value")],
  ["whose key was overwritten", ({ keyFile }) => writeFileSync(keyFile, "no sealed value")],
])("an image %s is unavailable, and the answer names no data", (_name, spoil) =>
  withRollback(async (db) => {
    const made = await makeCase(db);
    spoil(made);
    expect(await answerOf(readImage({ ...made.ctx, ...openStores() }, made.id, "idImage", "display"))).toEqual(unavailable);
  }),
);

test("under another master key every image is unavailable", () =>
  withRollback(async (db) => {
    const { ctx, id } = await makeCase(db);
    expect(await answerOf(readImage({ ...ctx, ...openStores(Buffer.alloc(32, 8)) }, id, "idImage", "display"))).toEqual(unavailable);
  }));

test("an erased image is not found, and so is one whose erasure has only destroyed the key yet", () =>
  withRollback(async (db) => {
    const { ctx, id, keyFile } = await makeCase(db);
    rmSync(keyFile);
    expect(await answerOf(readImage({ ...ctx, ...openStores() }, id, "idImage", "display"))).toEqual([404, "not_found", "The image was not found."]);
    await eraseSubmission(await withRole(ctx, "admin"), id);
    expect(await answerOf(readImage(ctx, id, "idImage", "display"))).toEqual([404, "not_found", "The image was not found."]);
  }));
