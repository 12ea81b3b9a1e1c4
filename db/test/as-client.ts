import { insertApiKey } from "@/db/queries/api-keys";
import { createEngines } from "@/lib/engines/create-engines";
import { makeApiKey } from "@/lib/services/api-key-secret";
import type { ApiContext, ServiceContext } from "@/lib/services/context";

/** A client of the project of `ctx`, with a key of its own and no engine. */
export async function asClient({ db, vault, storage, projectId, now, ipAddress }: ServiceContext): Promise<{ client: ApiContext; key: string }> {
  const { text, prefix, secretHash } = makeApiKey();
  const apiKeyId = await insertApiKey(db, { projectId, name: "Test", prefix, secretHash, createdBy: "system", createdAt: now });
  const engines = createEngines({ urls: {}, secret: "", timeoutMs: 1_000 });
  return { client: { db, vault, storage, projectId, now, ipAddress, engines, actor: { kind: "client", apiKeyId, label: "API key Test" }, claim: null }, key: text };
}
