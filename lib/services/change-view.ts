import "server-only";
import type { Database } from "@/db";
import { deleteSavedView, listSavedViews, lockSavedView, updateSavedViewName, type SavedViewRow } from "@/db/queries/saved-views";
import type { RenameViewInput, SavedViews } from "@/lib/contracts/views";
import { NotFoundError } from "@/lib/errors";
import { authorise, type ServiceContext } from "./context";
import { listViews, viewerId } from "./list-views";
import { holdRights } from "./membership";
import { sameName } from "./save-view";

/**
 * A view that is to change, held until the commit: a person's own by that person, the team's by a lead.
 * @throws {NotFoundError} for one that does not exist, is another person's, or another project's.
 */
async function holdView(ctx: ServiceContext, tx: Database, id: string): Promise<SavedViewRow> {
  await holdRights(tx, ctx, "views.write");
  const view = await lockSavedView(tx, ctx.projectId, viewerId(ctx), id);
  if (view === null) throw new NotFoundError("The view");
  if (view.ownerId === null) await holdRights(tx, ctx, "views.share");
  return view;
}

/** @throws {ConflictError} exists when the owner has another view of this name for the list. */
export async function renameView(ctx: ServiceContext, id: string, { name }: RenameViewInput): Promise<SavedViews> {
  authorise(ctx, "views.write");
  await ctx.db.transaction(async (tx) => {
    const view = await holdView(ctx, tx, id);
    const others = (await listSavedViews(tx, ctx.projectId, viewerId(ctx))).filter((other) => other.id !== id && other.scope === view.scope && other.ownerId === view.ownerId);
    if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) throw sameName();
    await updateSavedViewName(tx, { id, name, updatedAt: ctx.now });
  });
  return listViews(ctx);
}

export async function removeView(ctx: ServiceContext, id: string): Promise<SavedViews> {
  authorise(ctx, "views.write");
  await ctx.db.transaction(async (tx) => {
    await holdView(ctx, tx, id);
    await deleteSavedView(tx, id);
  });
  return listViews(ctx);
}
