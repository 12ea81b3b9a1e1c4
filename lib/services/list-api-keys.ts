import "server-only";
import { listApiKeys as listRows } from "@/db/queries/api-keys";
import type { ApiKeys } from "@/lib/contracts/api-keys";
import { shownPrefix } from "./api-key-secret";
import { authorise, type ServiceContext } from "./context";

/** The project's keys, newest first, the revoked ones among them. */
export async function listApiKeys(ctx: ServiceContext): Promise<ApiKeys> {
  authorise(ctx, "keys.read");
  const rows = await listRows(ctx.db, ctx.projectId);
  const keys = rows.map(({ id, name, prefix, createdBy, createdAt, lastUsedAt, revokedAt }) => ({
    id, name, prefix: shownPrefix(prefix), createdBy, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null,
  }));
  return { keys };
}
