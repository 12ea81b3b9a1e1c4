import "server-only";
import { constants } from "node:fs";
import { open, realpath, type FileHandle } from "node:fs/promises";
import path from "node:path";

/** Why a file of the folder could not be read. */
export type FileFault = OpenFault | "outside" | "too_large";
export type OpenFault = "missing" | "no_file" | "unreadable";

function faultOf(error: unknown): OpenFault {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable";
}

/** Opens a file and nothing else: a pipe would be waited for, a folder or a socket read in vain. */
export async function openFile(file: string): Promise<FileHandle | { fault: OpenFault }> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return { fault: "no_file" };
  } catch (error) {
    await handle?.close();
    return { fault: faultOf(error) };
  }
}

async function readWhole(file: string, maxBytes: number): Promise<Buffer | { fault: FileFault }> {
  const handle = await openFile(file);
  if ("fault" in handle) return handle;
  try {
    return (await handle.stat()).size > maxBytes ? { fault: "too_large" } : await handle.readFile();
  } catch (error) {
    return { fault: faultOf(error) };
  } finally {
    await handle.close();
  }
}

/** Reads a file of the folder, and no other: neither a path nor a link leads out of it. */
export async function readFileIn(folder: string, name: string, maxBytes: number): Promise<Buffer | { fault: FileFault }> {
  const root = await realpath(folder);
  const inside = root.endsWith(path.sep) ? root : root + path.sep;
  const wanted = path.resolve(root, name);
  if (path.isAbsolute(name) || name.includes("\0") || !wanted.startsWith(inside)) return { fault: "outside" };
  const real = await realpath(wanted).catch((error: unknown) => ({ fault: faultOf(error) }));
  if (typeof real !== "string") return real;
  return real.startsWith(inside) ? readWhole(real, maxBytes) : { fault: "outside" };
}
