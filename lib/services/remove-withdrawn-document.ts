import "server-only";
import { deleteWithdrawnDocument } from "@/db/queries/withdrawn-documents";
import { NotFoundError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/** @throws {NotFoundError} for one that is not on the project's list (any more). */
export async function removeWithdrawnDocument(ctx: ServiceContext, id: string): Promise<void> {
  authorise(ctx, "policy.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "policy.write");
    const removed = await deleteWithdrawnDocument(tx, ctx.projectId, id);
    if (removed === null) throw new NotFoundError("The document");

    const changes = [
      { field: "country", old: removed.country, new: null },
      { field: "idType", old: removed.idType, new: null },
      { field: "issuedBefore", old: removed.issuedBefore, new: null },
    ];
    await appendAudit(tx, ctx, key, [{ action: "documents.withdrawn_removed", subjectId: id, changes }]);
  });
}
