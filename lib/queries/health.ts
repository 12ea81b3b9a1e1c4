import * as z from "zod/mini";
import { fetchJson } from "./fetch-json";

/** Whether the server and its database answer now. */
export function isServerHealthy(): Promise<boolean> {
  return fetchJson("/api/health", z.object({ status: z.literal("ok") })).then(
    () => true,
    () => false,
  );
}
