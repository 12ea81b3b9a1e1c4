import { isTimeZone } from "@/lib/kyc/civil-date";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { ageLimitRange, rejectedPeriodRange, requestsPerMinuteRange, retryTimeoutRange, type ProjectOptions } from "@/lib/kyc/options";

/** Numbers as typed, whether they can be used or not. */
interface TypedNumbers {
  /** `null` is switched off; an empty text is switched on and not yet filled in. */
  ageLimit: string | null;
  rejectedPeriod: string | null;
  approvedPeriod: string | null;
  retryTimeout: string | null;
  requests: string;
}

/** Options whose inputs hold what is no value yet. */
type Typed = "ageLimit" | "blacklistCountries" | "rejectedPeriodDays" | "approvedPeriodDays" | "retryTimeoutHours" | "requestsPerMinute";

/** What stands in the form: most options as they are stored. */
export interface PolicyDraft extends TypedNumbers, Omit<ProjectOptions, Typed> {
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
  const { ageLimit, blacklistCountries, rejectedPeriodDays, approvedPeriodDays, retryTimeoutHours, requestsPerMinute, ...plain } = options;
  return {
    ...plain,
    ageLimit: typedNumber(ageLimit),
    rejectedPeriod: typedNumber(rejectedPeriodDays),
    approvedPeriod: typedNumber(approvedPeriodDays),
    retryTimeout: typedNumber(retryTimeoutHours),
    requests: String(requestsPerMinute),
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
  };
}

/** What saving would store, with the option in force wherever the typed one cannot be used; and what is wrong with it. */
export function readDraft(draft: PolicyDraft, inForce: ProjectOptions): { options: ProjectOptions; faults: DraftFaults } {
  const faults: DraftFaults = {};
  const { blacklistOn, countries, countryText, originText, blockText, ageLimit, rejectedPeriod, approvedPeriod, retryTimeout, requests, ...plain } = draft;
  const numbers = readNumbers({ ageLimit, rejectedPeriod, approvedPeriod, retryTimeout, requests }, inForce, faults);
  const options: ProjectOptions = { ...plain, ...numbers, blacklistCountries: blacklistOn ? [...countries].sort() : [], automatedRejectionText: plain.automatedRejectionText.trim() };

  if (countryText.trim() !== "") faults.countries = "unfinished";
  if (originText.trim() !== "") faults.origins = "unfinished";
  if (blockText.trim() !== "") faults.blocks = "unfinished";
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
