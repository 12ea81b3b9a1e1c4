import "server-only";
import { listOptionsVersions } from "@/db/queries/project-options";
import type { Policy } from "@/lib/contracts/options";
import { authorise, type ServiceContext } from "./context";

/** Every version of the project's policy, newest first; the first is in force. */
export async function getPolicy(ctx: ServiceContext): Promise<Policy> {
  authorise(ctx, "policy.read");
  const rows = await listOptionsVersions(ctx.db, ctx.projectId);
  return {
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
