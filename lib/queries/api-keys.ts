import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const apiKeysKey = ["api-keys"] as const;
export const apiKeysPath = "/api/settings/keys";

/** The project's API keys, newest first. */
export function apiKeysOptions() {
  return queryOptions({
    queryKey: apiKeysKey,
    queryFn: ({ signal }) => fetchJson(apiKeysPath, "apiKeys", { signal }),
  });
}
