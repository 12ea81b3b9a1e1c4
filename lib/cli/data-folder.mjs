import { mkdirSync } from "node:fs";

/**
 * Makes a folder of local data, closed to others. As root, the account that runs PostgreSQL must be able to pass through,
 * not to look around.
 * @param {string} folder
 */
export function makeDataFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}
