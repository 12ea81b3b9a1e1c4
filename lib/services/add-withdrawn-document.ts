import "server-only";
import { insertWithdrawnDocument } from "@/db/queries/withdrawn-documents";
import type { AddWithdrawnDocumentInput } from "@/lib/contracts/withdrawn-documents";
import { ConflictError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/**
 * From now on a document of this country and type is `invalid_id`; what was decided stays.
 * @throws {ConflictError} already_withdrawn when the project has such a rule.
 */
export async function addWithdrawnDocument(ctx: ServiceContext, input: AddWithdrawnDocumentInput): Promise<void> {
  authorise(ctx, "policy.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "policy.write");
    const added = await insertWithdrawnDocument(tx, { projectId: ctx.projectId, ...input, createdAt: ctx.now });
    if (added === null) throw new ConflictError("already_withdrawn", "A document of this country and type is on the list already.");

    const changes = [
      { field: "country", old: null, new: added.country },
      { field: "idType", old: null, new: added.idType },
      { field: "issuedBefore", old: null, new: added.issuedBefore },
    ];
    await appendAudit(tx, ctx, key, [{ action: "documents.withdrawn_added", subjectId: added.id, changes }]);
  });
}
