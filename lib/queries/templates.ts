import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const templatesKey = ["templates"] as const;
export const templatesPath = "/api/templates";

/** The project's texts of `other`, by language and title. */
export function templatesOptions() {
  return queryOptions({
    queryKey: templatesKey,
    queryFn: ({ signal }) => fetchJson(templatesPath, "templates", { signal }),
  });
}
