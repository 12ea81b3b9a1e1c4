import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";

/** A vault and an image store in a folder that goes when the file's tests are over. */
export function testStores() {
  const folder = mkdtempSync(path.join(tmpdir(), "verdict-stores-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    vault: createFolderVault({ keysDir: path.join(folder, "keys"), masterKey: Buffer.alloc(32, 7) }),
    storage: createFolderImageStore(path.join(folder, "images")),
  };
}
