import { insertApiKey } from "@/db/queries/api-keys";
import { createEngines } from "@/lib/engines/create-engines";
import type { Engines } from "@/lib/engines/engines";
import type { ProjectOptions } from "@/lib/kyc/options";
import { makeApiKey } from "@/lib/services/api-key-secret";
import type { ApiContext } from "@/lib/services/context";
import type { Database } from "@/db";
import { makeContext } from "./make-context";
import { testNow } from "./make-member";
import type { testStores } from "./test-stores";

/** No engine is configured. */
export const noEngines = createEngines({ urls: {}, secret: "", timeoutMs: 1_000 });

export interface Client {
  /** For `x-api-key`. */
  text: string;
  ctx: ApiContext;
}

/** A client of a project of its own, at a given instant and address. Nothing but what is given is on. */
export async function makeClient(db: Database, stores: ReturnType<typeof testStores>, engines: Engines, options: Partial<ProjectOptions> = {}): Promise<Client> {
  const { vault, storage, projectId, now, ipAddress } = await makeContext(db, stores, "admin", { rejectedPeriodDays: 0, ...options });
  const { text, prefix, secretHash } = makeApiKey();
  const apiKeyId = await insertApiKey(db, { projectId, name: "Test", prefix, secretHash, createdBy: "admin@example.com", createdAt: testNow });
  return { text, ctx: { db, vault, storage, projectId, now, ipAddress, engines, actor: { kind: "client", apiKeyId, label: "API key Test" }, claim: null } };
}
