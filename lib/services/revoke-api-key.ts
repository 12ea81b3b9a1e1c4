import "server-only";
import { hasApiKey, revokeApiKey as revokeRow } from "@/db/queries/api-keys";
import { NotFoundError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/**
 * Ends a key for good: the next call with it is one with a wrong key. One that has ended stays as it is.
 * @throws {NotFoundError} when the project never had such a key.
 */
export async function revokeApiKey(ctx: ServiceContext, keyId: string): Promise<void> {
  authorise(ctx, "keys.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "keys.write");
    const name = await revokeRow(tx, ctx.projectId, keyId, ctx.now);
    if (name === null) {
      if (await hasApiKey(tx, ctx.projectId, keyId)) return;
      throw new NotFoundError("The key");
    }
    await appendAudit(tx, ctx, key, [{ action: "key.revoked", subjectId: keyId, changes: [{ field: "name", old: name, new: null }] }]);
  });
}
