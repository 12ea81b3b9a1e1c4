import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder, syncFolder } from "./durable-folder";

const root = mkdtempSync(path.join(tmpdir(), "verdict-folder-"));
afterAll(() => rmSync(root, { recursive: true }));
const modeOf = (folder: string) => (statSync(folder).mode & 0o777).toString(8);

test("every folder that is made is its owner's alone, and making it again is no fault", async () => {
  const folder = path.join(root, "a", "b", "c");
  await Promise.all([makeFolder(folder), makeFolder(folder)]);
  await makeFolder(folder);
  expect([path.join(root, "a"), path.join(root, "a", "b"), folder].map(modeOf)).toEqual(["700", "700", "700"]);
});

test("a path that is meant from the working directory is made, too", async () => {
  const folder = path.join(path.relative(process.cwd(), root), "from", "here");
  await makeFolder(folder);
  expect(modeOf(path.join(root, "from", "here"))).toBe("700");
});

test("a folder that is not there cannot be synced", async () => {
  await expect(syncFolder(path.join(root, "nowhere"))).rejects.toThrow("ENOENT");
});
