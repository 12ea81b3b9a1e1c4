import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

/** How often the engines' state is asked for while it is on screen. */
export const checksIntervalMs = 10_000;

/** Every engine and how it answers. */
export function checksOptions() {
  return queryOptions({
    queryKey: ["checks"] as const,
    queryFn: ({ signal }) => fetchJson("/api/settings/checks", "checks", { signal }),
    refetchInterval: checksIntervalMs,
  });
}
