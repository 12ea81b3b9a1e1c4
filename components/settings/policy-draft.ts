import { isTimeZone } from "@/lib/kyc/civil-date";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { flagKinds, type FlagKind } from "@/lib/kyc/flags";
import {
  ageLimitRange, flagWeightRange, graceRange, rejectedPeriodRange, requestsPerMinuteRange, retryTimeoutRange, secondApprovalPercentRange, slaHoursRange,
  type ProjectOptions, type WorkingHours,
} from "@/lib/kyc/options";

/** Numbers as typed, whether they can be used or not. */
interface TypedNumbers {
  /** `null` is switched off; an empty text is switched on and not yet filled in. */
  ageLimit: string | null;
  rejectedPeriod: string | null;
  approvedPeriod: string | null;
  retryTimeout: string | null;
  requests: string;
  grace: string;
  approvalPercent: string;
  sla: string | null;
}

/** Options whose inputs hold what is no value yet. */
type Typed =
  | "ageLimit" | "blacklistCountries" | "rejectedPeriodDays" | "approvedPeriodDays" | "retryTimeoutHours" | "requestsPerMinute" | "graceSeconds" | "secondApprovalPercent"
  | "slaHours" | "flagWeights";

/** What stands in the form: most options as they are stored. */
export interface PolicyDraft extends TypedNumbers, Omit<ProjectOptions, Typed> {
  /** Of every kind of flag, as typed. */
  weights: Partial<Record<FlagKind, string>>;
  blacklistOn: boolean;
  /** Kept while the blacklist is switched off, so that switching back loses nothing. */
  countries: string[];
  /** What stands in the inputs of lists and is none of them yet. */
  countryText: string;
  originText: string;
  blockText: string;
}

export type NumberFault = "empty" | "notWhole" | "tooLow" | "tooHigh";

/** What cannot be saved, by the control that it stands in. */
export interface DraftFaults {
  ageLimit?: NumberFault;
  rejectedPeriod?: NumberFault;
  approvedPeriod?: NumberFault;
  retryTimeout?: NumberFault;
  requests?: NumberFault;
  grace?: NumberFault;
  approvalPercent?: NumberFault;
  sla?: NumberFault;
  weights?: FlagKind[];
  workingHours?: "noDay" | "order";
  countries?: "unfinished";
  origins?: "unfinished";
  blocks?: "unfinished";
  idTypes?: "none";
  approvedPeriodBy?: "none";
  rejectionText?: "empty" | "tooLong";
  timeZone?: "empty" | "unknown";
}

const typedNumber = (value: number | null) => (value === null || value === 0 ? null : String(value));

export function draftOf(options: ProjectOptions): PolicyDraft {
  const {
    ageLimit, blacklistCountries, rejectedPeriodDays, approvedPeriodDays, retryTimeoutHours, requestsPerMinute, graceSeconds, secondApprovalPercent, slaHours, flagWeights, ...plain
  } = options;
  return {
    ...plain,
    ageLimit: typedNumber(ageLimit),
    rejectedPeriod: typedNumber(rejectedPeriodDays),
    approvedPeriod: typedNumber(approvedPeriodDays),
    retryTimeout: typedNumber(retryTimeoutHours),
    requests: String(requestsPerMinute),
    grace: String(graceSeconds),
    approvalPercent: String(secondApprovalPercent),
    sla: typedNumber(slaHours),
    weights: Object.fromEntries(flagKinds.map((kind) => [kind, String(flagWeights[kind] ?? 0)])),
    blacklistOn: blacklistCountries.length > 0,
    countries: blacklistCountries,
    countryText: "",
    originText: "",
    blockText: "",
  };
}

function readNumber(text: string, { min, max }: { min: number; max: number }): { value: number } | { fault: NumberFault } {
  const typed = text.trim();
  if (typed === "") return { fault: "empty" };
  if (!/^[+-]?\d+$/.test(typed)) return { fault: "notWhole" };
  const value = Number(typed);
  if (value < min) return { fault: "tooLow" };
  return value > max ? { fault: "tooHigh" } : { value };
}

/** The numbers that saving would store; one that cannot be used stands in `faults`, and the one in force in its place. */
function readNumbers(draft: TypedNumbers, inForce: ProjectOptions, faults: DraftFaults) {
  const read = <Off extends number | null>(name: keyof TypedNumbers, range: { min: number; max: number }, off: Off, before: number | Off): number | Off => {
    const text = draft[name];
    if (text === null) return off;
    const result = readNumber(text, range);
    if ("value" in result) return result.value;
    faults[name] = result.fault;
    return before;
  };
  return {
    ageLimit: read("ageLimit", ageLimitRange, null, inForce.ageLimit),
    rejectedPeriodDays: read("rejectedPeriod", rejectedPeriodRange, 0, inForce.rejectedPeriodDays),
    approvedPeriodDays: read("approvedPeriod", rejectedPeriodRange, 0, inForce.approvedPeriodDays),
    retryTimeoutHours: read("retryTimeout", retryTimeoutRange, null, inForce.retryTimeoutHours),
    requestsPerMinute: read("requests", requestsPerMinuteRange, inForce.requestsPerMinute, inForce.requestsPerMinute),
    graceSeconds: read("grace", graceRange, inForce.graceSeconds, inForce.graceSeconds),
    secondApprovalPercent: read("approvalPercent", secondApprovalPercentRange, inForce.secondApprovalPercent, inForce.secondApprovalPercent),
    slaHours: read("sla", slaHoursRange, null, inForce.slaHours),
  };
}

/** A weight of nothing is not stored: what is not named adds nothing. */
function readWeights(typed: PolicyDraft["weights"], inForce: ProjectOptions, faults: DraftFaults): ProjectOptions["flagWeights"] {
  const weights: ProjectOptions["flagWeights"] = {};
  const faulty: FlagKind[] = [];
  for (const kind of flagKinds) {
    const read = readNumber(typed[kind] ?? "", flagWeightRange);
    if ("fault" in read) faulty.push(kind);
    const weight = "fault" in read ? inForce.flagWeights[kind] : read.value;
    if (weight) weights[kind] = weight;
  }
  if (faulty.length > 0) faults.weights = faulty;
  return weights;
}

/** Working hours that hold no minute, or no day, are none. */
function faultOf({ days, from, to }: WorkingHours): DraftFaults["workingHours"] {
  if (days.length === 0) return "noDay";
  return from === "" || to === "" || from >= to ? "order" : undefined;
}

/** What saving would store, with the option in force wherever the typed one cannot be used; and what is wrong with it. */
export function readDraft(draft: PolicyDraft, inForce: ProjectOptions): { options: ProjectOptions; faults: DraftFaults } {
  const faults: DraftFaults = {};
  const {
    blacklistOn, countries, countryText, originText, blockText, weights, ageLimit, rejectedPeriod, approvedPeriod, retryTimeout, requests, grace, approvalPercent, sla, ...plain
  } = draft;
  const numbers = readNumbers({ ageLimit, rejectedPeriod, approvedPeriod, retryTimeout, requests, grace, approvalPercent, sla }, inForce, faults);
  const flagWeights = readWeights(weights, inForce, faults);
  const options: ProjectOptions = { ...plain, ...numbers, flagWeights, blacklistCountries: blacklistOn ? [...countries].sort() : [], automatedRejectionText: plain.automatedRejectionText.trim() };

  if (countryText.trim() !== "") faults.countries = "unfinished";
  if (originText.trim() !== "") faults.origins = "unfinished";
  if (blockText.trim() !== "") faults.blocks = "unfinished";
  const hoursFault = options.slaWorkingHours === null ? undefined : faultOf(options.slaWorkingHours);
  if (hoursFault !== undefined) {
    if (options.slaHours !== null) faults.workingHours = hoursFault;
    options.slaWorkingHours = inForce.slaWorkingHours;
  }
  if (options.acceptedIdTypes?.length === 0) {
    faults.idTypes = "none";
    options.acceptedIdTypes = inForce.acceptedIdTypes;
  }
  if (options.approvedPeriodBy.length === 0) {
    if (options.approvedPeriodDays > 0) faults.approvedPeriodBy = "none";
    options.approvedPeriodBy = inForce.approvedPeriodBy;
  }
  const characters = countCharacters(options.automatedRejectionText);
  if (characters === 0 || characters > otherTextLimit) {
    if (draft.automatedProcessingOnly) faults.rejectionText = characters === 0 ? "empty" : "tooLong";
    options.automatedRejectionText = inForce.automatedRejectionText;
  }
  if (!isTimeZone(draft.timeZone)) {
    faults.timeZone = draft.timeZone.trim() === "" ? "empty" : "unknown";
    options.timeZone = inForce.timeZone;
  }
  return { options, faults };
}

/** A list with one's own additions and removals on top of another's. */
function mergeLists(mine: readonly string[], base: readonly string[], theirs: readonly string[]): string[] {
  const added = mine.filter((value) => !base.includes(value));
  return [...new Set([...theirs.filter((value) => mine.includes(value) || !base.includes(value)), ...added])];
}

const isList = (value: unknown): value is string[] => Array.isArray(value);

/** The draft with one's own changes to `base` put on top of what came into force meanwhile; all else follows the latter. */
export function rebaseDraft(draft: PolicyDraft, base: ProjectOptions, now: ProjectOptions): PolicyDraft {
  const from = draftOf(base);
  const onto = draftOf(now);
  const merged = Object.entries(draft).map(([name, mine]) => {
    const key = name as keyof PolicyDraft;
    const [before, theirs] = [from[key], onto[key]];
    if (isList(mine) && isList(before) && isList(theirs)) return [key, mergeLists(mine, before, theirs)];
    return [key, JSON.stringify(mine) === JSON.stringify(before) ? theirs : mine];
  });
  const countries = mergeLists(draft.blacklistOn ? draft.countries : [], from.countries, onto.countries).sort();
  return { ...(Object.fromEntries(merged) as PolicyDraft), countries, countryText: "", originText: "", blockText: "", blacklistOn: countries.length > 0 };
}
