import "server-only";
import { countSavedViews, insertSavedView } from "@/db/queries/saved-views";
import { noFilter, parseSubmissionFilter, submissionFilterParams, type SubmissionScope } from "@/lib/contracts/submission-filter";
import { viewLimit, type SaveViewInput, type ViewSaved } from "@/lib/contracts/views";
import { ConflictError, UnprocessableError } from "@/lib/errors";
import { authorise, type ServiceContext } from "./context";
import { listViews, viewerId } from "./list-views";
import { holdRights } from "./membership";

/**
 * The address of a list as it is kept: filters and order. Its search is left out, for it may name a person, whom an erasure
 * would not find here.
 */
function keptParams(scope: SubmissionScope, text: string): { params: string; ignored: string[] } {
  const query = new URLSearchParams(text);
  const given = Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
  const { filter, ignored } = parseSubmissionFilter(scope, given);
  const { after, before, q } = noFilter;
  const left = filter.q === "" ? ignored : [...ignored, `q=${filter.q}`];
  return { params: submissionFilterParams({ ...filter, after, before, q }).toString(), ignored: left };
}

/**
 * Keeps a list under a name: the member's own, or the team's by a lead.
 * @throws {ConflictError} exists when the owner has a view of this name for the list, in whatever letters.
 * @throws {UnprocessableError} too_many_views
 */
export async function saveView(ctx: ServiceContext, { scope, name, params: given, isTeam }: SaveViewInput): Promise<ViewSaved> {
  const permission = isTeam ? "views.share" : "views.write";
  authorise(ctx, permission);
  const ownerId = isTeam ? null : viewerId(ctx);
  const { params, ignored } = keptParams(scope, given);

  const id = await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, permission);
    const row = { projectId: ctx.projectId, ownerId, scope, name, params, createdAt: ctx.now, updatedAt: ctx.now };
    if ((await countSavedViews(tx, row)) >= viewLimit) throw new UnprocessableError("too_many_views", `A list has at most ${viewLimit} views of one owner.`);
    const inserted = await insertSavedView(tx, row);
    if (inserted === null) throw sameName();
    return inserted;
  });
  return { ...(await listViews(ctx)), id, ignored };
}

export const sameName = () => new ConflictError("exists", "There is a view of this name already.");
