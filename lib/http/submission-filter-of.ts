import "server-only";
import * as z from "zod/mini";
import { parseSubmissionFilter, submissionScopes, type SubmissionFilter } from "@/lib/contracts/submission-filter";

const scopeSchema = z.object({ scope: z._default(z.enum(submissionScopes), "queue") });

/**
 * The filter in a query: `scope` (queue, unless named) and the keys of the page's URL. What the filter does not know is
 * left out, as on the page.
 * @throws {ZodError} for an unknown scope.
 */
export function submissionFilterOf(query: URLSearchParams): SubmissionFilter {
  const { scope } = scopeSchema.parse({ scope: query.get("scope") ?? undefined });
  const params = Object.fromEntries([...new Set(query.keys())].filter((key) => key !== "scope").map((key) => [key, query.getAll(key)]));
  return parseSubmissionFilter(scope, params).filter;
}
