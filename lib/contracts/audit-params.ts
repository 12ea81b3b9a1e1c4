import * as z from "zod/mini";
import { auditFilterSchema, type AuditFilter } from "./audit";

type SearchParams = Record<string, string | string[] | undefined>;

const keys = z.keyof(auditFilterSchema).options;

/**
 * Reads a filter from a URL. What it does not know is left out and named in `ignored`, as `key=value`; an empty value is
 * none.
 */
export function parseAuditFilter(params: SearchParams): { filter: AuditFilter; ignored: string[] } {
  const accepted: Record<string, unknown> = {};
  const ignored: string[] = [];

  for (const [key, raw] of Object.entries(params)) {
    const known = keys.find((name) => name === key);
    for (const value of raw === undefined ? [] : [raw].flat()) {
      if (value === "") continue;
      if (known && !(known in accepted) && auditFilterSchema.shape[known].safeParse(value).success) accepted[known] = value;
      else ignored.push(`${key}=${value}`);
    }
  }
  return { filter: auditFilterSchema.parse(accepted), ignored };
}

/** The URL form of a filter, of the page and of the API alike. */
export function auditParams(filter: AuditFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of keys) if (filter[key] !== undefined) params.set(key, String(filter[key]));
  return params;
}
