import "server-only";
import { findCurrentOptions, insertOptions } from "@/db/queries/project-options";
import type { EngineMissing, Policy, SavePolicyInput } from "@/lib/contracts/options";
import { ConflictError, UnprocessableError } from "@/lib/errors";
import { countryName } from "@/lib/kyc/country";
import { missingEngines, ungatedOptions } from "@/lib/kyc/intake/engine-gate";
import { idTypes } from "@/lib/kyc/id-type";
import { livenessPipelineNames, periodKeys, type ProjectOptions } from "@/lib/kyc/options";
import { appendAudit } from "./append-audit";
import type { AuditChange } from "./audit-value";
import { actorLabel, authorise, type IntakeContext } from "./context";
import { getPolicy } from "./get-policy";
import { knowsHolidays } from "./holidays";
import { holdRights } from "./membership";

function changesBetween(before: ProjectOptions, after: ProjectOptions): AuditChange[] {
  const names = Object.keys(after) as (keyof ProjectOptions)[];
  return names
    .map((field) => ({ field, old: JSON.stringify(before[field]), new: JSON.stringify(after[field]) }))
    .filter((change) => change.old !== change.new);
}

const asSet = <Value extends string>(values: readonly Value[]): Value[] => [...new Set(values)].sort();

/** What would be in force, its lists without repetition and in order, so that the same policy is the same text. */
function optionsAfter(current: ProjectOptions, input: SavePolicyInput["options"]): ProjectOptions {
  const options = { ...current, ...input };
  return {
    ...options,
    blacklistCountries: asSet(options.blacklistCountries),
    acceptedIdTypes: options.acceptedIdTypes && idTypes.filter((type) => options.acceptedIdTypes?.includes(type)),
    rejectedPeriodBy: periodKeys.filter((key) => key !== "email").filter((key) => options.rejectedPeriodBy.includes(key)),
    approvedPeriodBy: periodKeys.filter((key) => options.approvedPeriodBy.includes(key)),
    idLivenessPipelines: livenessPipelineNames.filter((name) => options.idLivenessPipelines.includes(name)),
    corsOrigins: asSet(options.corsOrigins),
    ipAllowList: asSet(options.ipAllowList),
  };
}

/** @throws {UnprocessableError} engine_missing */
function assertKeepable(ctx: IntakeContext, before: ProjectOptions, after: ProjectOptions): void {
  const missing = missingEngines((engine) => ctx.engines.isConfigured(engine));
  const refused = ungatedOptions(before, after, missing);
  if (refused.length === 0) return;

  const details: EngineMissing = { options: refused.map((option) => ({ option, engines: missing[option] })) };
  const said = details.options.map(({ option, engines }) => `${option} needs ${engines.join(", ")}`).join("; ");
  throw new UnprocessableError("engine_missing", `An engine is not configured: ${said}.`, details);
}

/** @throws {UnprocessableError} holidays_unknown; what is in force already may stay. */
function assertHolidaysKnown(before: ProjectOptions, { slaHolidayCountry: country }: ProjectOptions): void {
  if (country === null || country === before.slaHolidayCountry || knowsHolidays(country)) return;
  throw new UnprocessableError("holidays_unknown", `The public holidays of ${countryName(country, "en")} are not known.`);
}

/**
 * Appends a version; none is ever overwritten. Saving what is in force already writes nothing.
 * @throws {ConflictError} stale_version when another version came into force meanwhile; `details` has the policy as it is.
 * @throws {UnprocessableError} engine_missing when it would switch on an option whose engine is not configured;
 * holidays_unknown when it names a country whose public holidays nobody here knows.
 */
export async function savePolicy(ctx: IntakeContext, input: SavePolicyInput): Promise<Policy> {
  authorise(ctx, "policy.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  const isStale = await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "policy.write", "no key update");
    const current = await findCurrentOptions(tx, ctx.projectId);
    if (current.version !== input.version) return true;

    const options = optionsAfter(current.options, input.options);
    const changes = changesBetween(current.options, options);
    if (changes.length === 0) return false;
    assertKeepable(ctx, current.options, options);
    assertHolidaysKnown(current.options, options);
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
