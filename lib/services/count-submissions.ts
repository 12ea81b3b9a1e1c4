import "server-only";
import { countSubmissionRows } from "@/db/queries/submission-list";
import { isFiltered, parseSubmissionFilter, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { Arrivals, SubmissionCounts } from "@/lib/contracts/submissions";
import { authorise, type ServiceContext } from "./context";
import { filterOf } from "./list-submissions";

const limit = 10_000;

/** How many wait (or exist, in the list of all), and how many of them the filter leaves. */
export async function countSubmissions(ctx: ServiceContext, filter: SubmissionFilter): Promise<SubmissionCounts> {
  authorise(ctx, "submissions.read");
  const countOf = (rows: SubmissionFilter) => countSubmissionRows(ctx.db, ctx.projectId, rows, ctx.now, { limit });
  const total = countOf(parseSubmissionFilter(filter.scope, {}).filter);
  const [waiting, matching] = await Promise.all([total, isFiltered(filter) ? countOf({ ...filterOf(ctx, filter), after: null, before: null }) : total]);
  return { waiting, matching, limit };
}

/** How many of the cases that the filter leaves came after the list was read. */
export async function countArrivals(ctx: ServiceContext, filter: SubmissionFilter, since: Date): Promise<Arrivals> {
  authorise(ctx, "submissions.read");
  return { arrived: await countSubmissionRows(ctx.db, ctx.projectId, filterOf(ctx, filter), ctx.now, { limit, since }) };
}
