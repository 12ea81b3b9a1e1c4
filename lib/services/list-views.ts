import "server-only";
import { listSavedViews } from "@/db/queries/saved-views";
import type { SavedViews } from "@/lib/contracts/views";
import { ForbiddenError } from "@/lib/errors";
import { authorise, type ServiceContext } from "./context";

/** @throws {ForbiddenError} for whoever is no member: a view is a person's or the team's. */
export function viewerId({ actor }: ServiceContext): string {
  if (actor.kind !== "member") throw new ForbiddenError("This needs a member.");
  return actor.memberId;
}

/** The saved views that the member sees: their own and the team's. */
export async function listViews(ctx: ServiceContext): Promise<SavedViews> {
  authorise(ctx, "submissions.read");
  const rows = await listSavedViews(ctx.db, ctx.projectId, viewerId(ctx));
  return { views: rows.map(({ id, scope, name, params, ownerId }) => ({ id, scope, name, params, isTeam: ownerId === null })) };
}
