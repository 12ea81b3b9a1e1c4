import { queryOptions } from "@tanstack/react-query";
import type { AuditFilter } from "@/lib/contracts/audit";
import { auditParams } from "@/lib/contracts/audit-params";
import { fetchJson } from "./fetch-json";

/** A page of the log, newest first. */
export function auditOptions(filter: AuditFilter) {
  return queryOptions({
    queryKey: ["audit", filter] as const,
    queryFn: ({ signal }) => fetchJson(`/api/audit?${auditParams(filter).toString()}`, "auditPage", { signal }),
  });
}

/** Where the export of what a filter shows is downloaded; pages do not count. */
export function auditExportPath(filter: AuditFilter): string {
  const params = auditParams({ ...filter, before: undefined }).toString();
  return params === "" ? "/api/audit/export" : `/api/audit/export?${params}`;
}
