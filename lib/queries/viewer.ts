import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const viewerKey = ["viewer"] as const;

/** Who is signed in, with which role, in which project; the desk's layout puts it into the cache. */
export function viewerOptions() {
  return queryOptions({
    queryKey: viewerKey,
    queryFn: ({ signal }) => fetchJson("/api/me", "viewer", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
