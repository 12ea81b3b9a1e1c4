import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const membersKey = ["members"] as const;
export const membersPath = "/api/settings/members";

/** The project's members, by name. */
export function membersOptions() {
  return queryOptions({
    queryKey: membersKey,
    queryFn: ({ signal }) => fetchJson(membersPath, "members", { signal }),
  });
}
