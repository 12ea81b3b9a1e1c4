import "server-only";
import { randomBytes } from "node:crypto";
import { open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { makeFolder, syncFolder } from "@/lib/durable-folder";
import type { ImageStore } from "./image-store";

const keyPattern = /^[0-9a-f]{32}$/;

/** Files in a folder (0700), fanned out by the first two letters of their random names. */
export function createFolderImageStore(directory: string): ImageStore {
  function fileOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error("This is no key of the image store.");
    return path.join(directory, key.slice(0, 2), key);
  }

  return {
    async put(bytes) {
      const key = randomBytes(16).toString("hex");
      const file = fileOf(key);
      const folder = path.dirname(file);
      await makeFolder(folder);
      const handle = await open(file, "wx", 0o600);
      try {
        await handle.writeFile(bytes).then(() => handle.sync()).finally(() => handle.close());
        await syncFolder(folder);
      } catch (error) {
        // A full disk: nobody was told the key, so nobody else would take the rest away.
        await rm(file, { force: true });
        throw error;
      }
      return key;
    },
    get: (key) => readFile(fileOf(key)),
    delete: (key) => rm(fileOf(key), { force: true }),
  };
}
