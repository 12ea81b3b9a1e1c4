import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

/** Who may have a case assigned, by name. */
export function decidersOptions() {
  return queryOptions({ queryKey: ["deciders"] as const, queryFn: ({ signal }) => fetchJson("/api/queue/members", "deciders", { signal }), staleTime: 60_000 });
}
