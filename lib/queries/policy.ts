import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const policyKey = ["policy"] as const;
export const policyPath = "/api/settings/policy";

/** Every version of the project's policy, newest first. */
export function policyOptions() {
  return queryOptions({
    queryKey: policyKey,
    queryFn: ({ signal }) => fetchJson(policyPath, "policy", { signal }),
  });
}
