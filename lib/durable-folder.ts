import "server-only";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";

/** Makes the names in a folder outlast a crash, as syncing a file does its content. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(/* turbopackIgnore: true */ folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder (0700) and those above it that are missing, each durable when it returns. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const highest = path.dirname(path.resolve(first));
  for (let above = path.dirname(path.resolve(folder)); above.length >= highest.length; above = path.dirname(above)) {
    await syncFolder(above);
    if (above === highest) return;
  }
}
