import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

export const withdrawnDocumentsKey = ["withdrawn-documents"] as const;
export const withdrawnDocumentsPath = "/api/settings/withdrawn-documents";

/** Documents that their country accepts no more. */
export function withdrawnDocumentsOptions() {
  return queryOptions({
    queryKey: withdrawnDocumentsKey,
    queryFn: ({ signal }) => fetchJson(withdrawnDocumentsPath, "withdrawnDocuments", { signal }),
  });
}
