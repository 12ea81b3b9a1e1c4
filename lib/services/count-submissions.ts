import "server-only";
import { countSubmissionRows } from "@/db/queries/submission-list";
import { parseSubmissionFilter, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { SubmissionCounts } from "@/lib/contracts/submissions";
import { authorise, type ServiceContext } from "./context";

const limit = 10_000;

/** How many wait (or exist, in the list of all), and how many of them the filter leaves. */
export async function countSubmissions(ctx: ServiceContext, filter: SubmissionFilter): Promise<SubmissionCounts> {
  authorise(ctx, "submissions.read");
  const everything = parseSubmissionFilter(filter.scope, {}).filter;
  const matching: SubmissionFilter = { ...filter, after: null, before: null };
  const [total, matched] = await Promise.all([
    countSubmissionRows(ctx.db, ctx.projectId, everything, ctx.now, limit),
    countSubmissionRows(ctx.db, ctx.projectId, matching, ctx.now, limit),
  ]);
  return { waiting: total, matching: matched, limit };
}
