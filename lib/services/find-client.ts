import "server-only";
import { BlockList, isIP } from "node:net";
import { findApiKey, touchApiKey } from "@/db/queries/api-keys";
import type { ProjectState } from "@/lib/kyc/project-state";
import type { ProjectOptions } from "@/lib/kyc/options";
import { isRightSecret, parseApiKey } from "./api-key-secret";
import type { IntakeContext } from "./context";

/** Who calls, with the project that the key opens. */
export interface Client {
  apiKeyId: string;
  projectId: IntakeContext["projectId"];
  projectState: ProjectState;
  label: string;
  options: ProjectOptions;
}

export type ClientRefusal = "wrong_key" | "denied_address";

/** Whether an address lies in one of the blocks; an empty list lets everyone in, an unknown address into no list. */
export function isAddressAllowed(address: string | null, blocks: readonly string[]): boolean {
  if (blocks.length === 0) return true;
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  const family = isIP(plain);
  if (family === 0) return false;
  const list = new BlockList();
  for (const block of blocks) {
    const [net = "", bits] = block.split("/");
    const netFamily = isIP(net);
    if (netFamily !== 0) list.addSubnet(net, Number(bits ?? (netFamily === 6 ? 128 : 32)), netFamily === 6 ? "ipv6" : "ipv4");
  }
  return list.check(plain, family === 6 ? "ipv6" : "ipv4");
}

/** Looks the key up and compares it in constant time. A key that was revoked is a wrong one. */
export async function findClient(deps: Pick<IntakeContext, "db" | "now" | "ipAddress">, text: string): Promise<Client | ClientRefusal> {
  const parsed = parseApiKey(text);
  const found = parsed === null ? null : await findApiKey(deps.db, parsed.prefix);
  const isRight = isRightSecret(parsed?.secret ?? "", found?.key.secretHash ?? null);
  if (!isRight || found === null || found.key.revokedAt !== null) return "wrong_key";

  const { id, projectId, name, lastUsedAt } = found.key;
  const { projectState, options } = found;
  if (!isAddressAllowed(deps.ipAddress, options.ipAllowList)) return "denied_address";
  if (lastUsedAt === null || deps.now.getTime() - lastUsedAt.getTime() > 60_000) await touchApiKey(deps.db, id, deps.now);
  return { apiKeyId: id, projectId, projectState, label: `API key ${name}`, options };
}
