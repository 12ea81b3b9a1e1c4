import "server-only";
import { insertApiKey } from "@/db/queries/api-keys";
import type { CreateApiKeyInput } from "@/lib/contracts/api-keys";
import { makeApiKey, shownPrefix, type MadeApiKey } from "./api-key-secret";
import { appendAudit } from "./append-audit";
import { actorLabel, authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/** Makes a key of the project's. Its text is in this answer alone: what is stored is a hash. */
export async function createApiKey(ctx: ServiceContext, { name }: CreateApiKeyInput, made: MadeApiKey = makeApiKey()): Promise<{ keyId: string; text: string }> {
  authorise(ctx, "keys.write");
  const key = await ctx.vault.projectKey(ctx.projectId);
  const { text, prefix, secretHash } = made;

  return ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "keys.write");
    const keyId = await insertApiKey(tx, { projectId: ctx.projectId, name, prefix, secretHash, createdBy: actorLabel(ctx.actor), createdAt: ctx.now });
    const changes = [
      { field: "name", old: null, new: name },
      { field: "prefix", old: null, new: shownPrefix(prefix) },
    ];
    await appendAudit(tx, ctx, key, [{ action: "key.created", subjectId: keyId, changes }]);
    return { keyId, text };
  });
}
