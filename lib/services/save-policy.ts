import "server-only";
import { findCurrentOptions, insertOptions } from "@/db/queries/project-options";
import type { Policy, SavePolicyInput } from "@/lib/contracts/options";
import { ConflictError } from "@/lib/errors";
import type { ProjectOptions } from "@/lib/kyc/options";
import { appendAudit } from "./append-audit";
import type { AuditChange } from "./audit-value";
import { actorLabel, authorise, type ServiceContext } from "./context";
import { getPolicy } from "./get-policy";
import { holdRights } from "./membership";

function changesBetween(before: ProjectOptions, after: ProjectOptions): AuditChange[] {
  const names = Object.keys(after) as (keyof ProjectOptions)[];
  return names
    .map((field) => ({ field, old: JSON.stringify(before[field]), new: JSON.stringify(after[field]) }))
    .filter((change) => change.old !== change.new);
}

/**
 * Appends a version; none is ever overwritten. Saving what is in force already writes nothing.
 * @throws {ConflictError} stale_version when another version came into force meanwhile; `details` has the policy as it is.
 */
export async function savePolicy(ctx: ServiceContext, input: SavePolicyInput): Promise<Policy> {
  authorise(ctx, "policy.write");
  const key = await ctx.vault.projectKey(ctx.projectId);
  const blacklistCountries = [...new Set(input.options.blacklistCountries)].sort();

  const isStale = await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "policy.write", "no key update");
    const current = await findCurrentOptions(tx, ctx.projectId);
    if (current.version !== input.version) return true;

    const options: ProjectOptions = { ...current.options, ...input.options, blacklistCountries };
    const changes = changesBetween(current.options, options);
    if (changes.length === 0) return false;
    const author = actorLabel(ctx.actor);
    const version = current.version + 1;
    await insertOptions(tx, {
      projectId: ctx.projectId, version, options, author, authorName: ctx.actor.kind === "member" ? ctx.actor.name : author,
      reason: input.reason === "" ? null : input.reason, createdAt: ctx.now,
    });
    await appendAudit(tx, ctx, key, [{ action: "options.saved", subjectId: String(version), changes }]);
    return false;
  });
  const policy = await getPolicy(ctx);
  if (isStale) throw new ConflictError("stale_version", "The policy was saved by somebody else meanwhile.", policy);
  return policy;
}
