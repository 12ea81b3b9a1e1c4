import "server-only";
import { listOptionsVersions } from "@/db/queries/project-options";
import type { Policy } from "@/lib/contracts/options";
import { missingEngines } from "@/lib/kyc/intake/engine-gate";
import { authorise, type IntakeContext } from "./context";

/** Every version of the project's policy, newest first; the first is in force. With it, which options lack engines. */
export async function getPolicy(ctx: IntakeContext): Promise<Policy> {
  authorise(ctx, "policy.read");
  const rows = await listOptionsVersions(ctx.db, ctx.projectId);
  return {
    missingEngines: missingEngines((engine) => ctx.engines.isConfigured(engine)),
    versions: rows.map(({ version, options, author, authorName, reason, createdAt }) => ({
      version,
      options,
      author,
      authorName,
      reason,
      createdAt: createdAt.toISOString(),
    })),
  };
}
