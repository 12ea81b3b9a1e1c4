import type { ProjectOptions } from "@/lib/kyc/options";

/** One thing that differs between two versions of a policy; country codes and zones as they are stored. */
export type PolicyChange =
  | { kind: "ageLimit"; from: number | null; to: number | null }
  | { kind: "countriesAdded"; codes: string[] }
  | { kind: "countriesRemoved"; codes: string[] }
  | { kind: "rejectedPeriod"; from: number; to: number }
  | { kind: "timeZone"; from: string; to: string }
  | { kind: "other" };

type Editable = Pick<ProjectOptions, "ageLimit" | "blacklistCountries" | "rejectedPeriodDays" | "timeZone">;

/** What this screen can change, in the order of the screen. */
export function policyChanges(before: Editable, after: Editable): PolicyChange[] {
  const changes: PolicyChange[] = [];
  const added = after.blacklistCountries.filter((code) => !before.blacklistCountries.includes(code));
  const removed = before.blacklistCountries.filter((code) => !after.blacklistCountries.includes(code));

  if (before.ageLimit !== after.ageLimit) changes.push({ kind: "ageLimit", from: before.ageLimit, to: after.ageLimit });
  if (added.length > 0) changes.push({ kind: "countriesAdded", codes: added });
  if (removed.length > 0) changes.push({ kind: "countriesRemoved", codes: removed });
  if (before.rejectedPeriodDays !== after.rejectedPeriodDays)
    changes.push({ kind: "rejectedPeriod", from: before.rejectedPeriodDays, to: after.rejectedPeriodDays });
  if (before.timeZone !== after.timeZone) changes.push({ kind: "timeZone", from: before.timeZone, to: after.timeZone });
  return changes;
}

/** What a version changed, options that this screen does not show included. */
export function versionChanges(before: ProjectOptions, after: ProjectOptions): PolicyChange[] {
  const hidden = (options: ProjectOptions) => JSON.stringify([options.acceptedIdTypes, options.rejectDuplicateUser]);
  const changes = policyChanges(before, after);
  return hidden(before) === hidden(after) ? changes : [...changes, { kind: "other" }];
}

/** How many options differ: the blacklist counts once, whatever was added and removed. */
export function countChangedOptions(changes: readonly PolicyChange[]): number {
  return new Set(changes.map(({ kind }) => (kind === "countriesRemoved" ? "countriesAdded" : kind))).size;
}
