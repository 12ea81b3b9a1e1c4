import type { IdType } from "@/lib/kyc/id-type";
import type { ProjectOptions } from "@/lib/kyc/options";

/** How each option is told, in the order of the screen. */
const kinds = {
  ageLimit: "number",
  blacklistCountries: "list",
  acceptedIdTypes: "idTypes",
  rejectDuplicateUser: "switch",
  rejectedPeriodDays: "number",
  rejectedPeriodBy: "list",
  approvedPeriodDays: "number",
  approvedPeriodBy: "list",
  idCardValidation: "switch",
  aiSupportedOnly: "switch",
  universal: "switch",
  idLivenessPipelines: "list",
  koreanIdVerification: "switch",
  selfieLiveness: "switch",
  faceDuplication: "switch",
  addressCollection: "switch",
  proofOfAddress: "switch",
  bankAuthentication: "switch",
  automatedProcessingOnly: "switch",
  automatedRejectionText: "value",
  retryTimeoutHours: "number",
  graceSeconds: "desk",
  secondApproval: "desk",
  secondApprovalPercent: "desk",
  flagWeights: "desk",
  slaHours: "desk",
  slaWorkingHours: "desk",
  slaHolidayCountry: "desk",
  reviewer: "value",
  corsOrigins: "list",
  ipAllowList: "list",
  requestsPerMinute: "value",
  timeZone: "value",
} as const satisfies Record<keyof ProjectOptions, string>;

type Kinds = typeof kinds;
type OptionsOf<Kind extends string> = { [Name in keyof Kinds]: Kinds[Name] extends Kind ? Name : never }[keyof Kinds];
export type NumberOptionName = OptionsOf<"number">;
export type SwitchOptionName = OptionsOf<"switch">;
export type ListOptionName = OptionsOf<"list">;
export type ValueOptionName = OptionsOf<"value">;
export type DeskOptionName = OptionsOf<"desk">;

/** One thing that differs between two versions of a policy; country codes and zones as they are stored. */
export type PolicyChange =
  | { kind: "number"; option: NumberOptionName; from: number | null; to: number | null }
  | { kind: "switch"; option: SwitchOptionName; on: boolean }
  | { kind: "added" | "removed"; option: ListOptionName; values: string[] }
  | { kind: "idTypes"; option: "acceptedIdTypes"; to: IdType[] | null }
  | { kind: "desk"; option: DeskOptionName }
  | { kind: "value"; option: ValueOptionName; from: string | number; to: string | number };

const isKind = <Kind extends Kinds[keyof Kinds]>(name: keyof Kinds, kind: Kind): name is OptionsOf<Kind> => kinds[name] === kind;
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
/** A period of no day is off. */
const orOff = (value: number | null) => (value === 0 ? null : value);

function changesOf(name: keyof ProjectOptions, before: ProjectOptions, after: ProjectOptions): PolicyChange[] {
  if (isKind(name, "list")) {
    const [from, to]: [readonly string[], readonly string[]] = [before[name], after[name]];
    const added = to.filter((value) => !from.includes(value));
    const removed = from.filter((value) => !to.includes(value));
    return [
      ...(added.length > 0 ? [{ kind: "added" as const, option: name, values: added }] : []),
      ...(removed.length > 0 ? [{ kind: "removed" as const, option: name, values: removed }] : []),
    ];
  }
  if (isSame(before[name], after[name])) return [];
  if (isKind(name, "number")) return [{ kind: "number", option: name, from: orOff(before[name]), to: orOff(after[name]) }];
  if (isKind(name, "switch")) return [{ kind: "switch", option: name, on: after[name] }];
  if (isKind(name, "desk")) return [{ kind: "desk", option: name }];
  if (isKind(name, "value")) return [{ kind: "value", option: name, from: before[name], to: after[name] }];
  return [{ kind: "idTypes", option: name, to: after[name] }];
}

/** What a version changed, in the order of the screen. */
export function policyChanges(before: ProjectOptions, after: ProjectOptions): PolicyChange[] {
  return (Object.keys(kinds) as (keyof ProjectOptions)[]).flatMap((name) => changesOf(name, before, after));
}

/** How many options differ: a list counts once, whatever was added and removed. */
export function countChangedOptions(changes: readonly PolicyChange[]): number {
  return new Set(changes.map(({ option }) => option)).size;
}
