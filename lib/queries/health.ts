import { fetchJson } from "./fetch-json";

/** Whether the server and its database answer now. */
export function isServerHealthy(): Promise<boolean> {
  return fetchJson("/api/health", "health").then(
    () => true,
    () => false,
  );
}
