import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const viewsKey = ["views"] as const;
export const viewsPath = "/api/views";

/** The member's own saved views and the team's. */
export function viewsOptions() {
  return queryOptions({ queryKey: viewsKey, queryFn: ({ signal }) => fetchJson(viewsPath, "views", { signal }), staleTime: 60_000 });
}
