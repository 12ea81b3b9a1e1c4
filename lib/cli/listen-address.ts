/** A setting that cannot be meant: its message is all that a person needs. */
export class SettingError extends Error {}

/**
 * Where the desk listens: HOST (127.0.0.1) and PORT (3000); empty is unset.
 * @throws {SettingError} that names the variable.
 */
export function listenAddress({ HOST, PORT }: NodeJS.ProcessEnv = process.env): { host: string; port: number } {
  const port = Number(PORT || "3000");
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new SettingError(`PORT: “${PORT}” is no port; give a number from 1 to 65535.`);
  const host = HOST || "127.0.0.1";
  if (/[\s/[\]]/.test(host)) throw new SettingError(`HOST: “${host}” is no address to listen on; give one such as 127.0.0.1 or 0.0.0.0.`);
  return { host, port };
}
