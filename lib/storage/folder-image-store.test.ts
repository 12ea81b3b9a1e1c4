import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFolderImageStore } from "./folder-image-store";

const folder = mkdtempSync(path.join(tmpdir(), "verdict-images-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = createFolderImageStore(folder);
const filesIn = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

/** What is written before the disk is full. */
async function* half() {
  yield await Promise.resolve(Buffer.from("half"));
  throw new Error("no space");
}

test("a file that could not be written whole is not left", async () => {
  await expect(store.put(half() as unknown as Buffer)).rejects.toThrow("no space");
  expect(filesIn()).toEqual([]);
});

test("what was put is read back under its key until it is deleted", async () => {
  const key = await store.put(Buffer.from("sealed"));
  expect((await store.get(key)).toString()).toBe("sealed");
  await store.delete(key);
  expect(filesIn()).toEqual([]);
});
