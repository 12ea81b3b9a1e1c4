import "server-only";
import { hasSubmission, listSubmissionItems, listSubmissionRows, type ListReader } from "@/db/queries/submission-list";
import { pageSize, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { SubmissionItem, SubmissionPage } from "@/lib/contracts/submissions";
import { authorise, memberIdOf, type ServiceContext } from "./context";

/**
 * A page of the queue or of all submissions. Behind `before`, the page that ends at it; rows always come in the order
 * asked for. A cursor that is no case of the project is named, and the first page answered: it is no empty queue.
 */
export async function listSubmissions(ctx: ServiceContext, filter: SubmissionFilter): Promise<SubmissionPage> {
  authorise(ctx, "submissions.read");
  const page = await readPage(ctx, filter);
  const cursor = filter.before ?? filter.after;
  if (page.items.length > 0 || cursor === null || (await hasSubmission(ctx.db, ctx.projectId, cursor))) return page;

  const front = await readPage(ctx, { ...filter, after: null, before: null });
  return { ...front, ignored: [`${filter.before === null ? "after" : "before"}=${cursor}`] };
}

/** Rows as they are now, for a list that is on screen. */
export async function listItems(ctx: ServiceContext, ids: readonly string[]): Promise<{ items: SubmissionItem[] }> {
  authorise(ctx, "submissions.read");
  return { items: await listSubmissionItems(ctx.db, ctx.projectId, readerOf(ctx), ids) };
}

/** A filter that says "me", with who that is. */
export function filterOf(ctx: ServiceContext, filter: SubmissionFilter): SubmissionFilter {
  return filter.assignee === "me" ? { ...filter, assignee: readerOf(ctx).memberId } : filter;
}

const readerOf = ({ actor, now }: ServiceContext): ListReader => ({ memberId: memberIdOf(actor), now });

async function readPage(ctx: ServiceContext, filter: SubmissionFilter): Promise<SubmissionPage> {
  const rows = await listSubmissionRows(ctx.db, ctx.projectId, filterOf(ctx, filter), readerOf(ctx), pageSize + 1);
  const hasMore = rows.length > pageSize;
  const backwards = filter.before !== null;
  const page = rows.slice(0, pageSize);
  const items = backwards ? page.reverse() : page;
  const hasNext = backwards ? items.length > 0 : hasMore;
  const hasPrevious = backwards ? hasMore : filter.after !== null;

  return {
    at: ctx.now.toISOString(),
    items,
    next: hasNext ? (items.at(-1)?.id ?? null) : null,
    previous: hasPrevious ? (items[0]?.id ?? null) : null,
    ignored: [],
  };
}
