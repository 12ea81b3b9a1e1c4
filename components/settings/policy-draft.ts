import type { SavePolicyInput } from "@/lib/contracts/options";
import { isTimeZone } from "@/lib/kyc/civil-date";
import { ageLimitRange, rejectedPeriodRange, type ProjectOptions } from "@/lib/kyc/options";

/** What stands in the form: numbers as typed, whether they can be used or not. */
export interface PolicyDraft {
  /** `null` is switched off; an empty text is switched on and not yet filled in. */
  ageLimit: string | null;
  blacklistOn: boolean;
  /** Kept while the blacklist is switched off, so that switching back loses nothing. */
  countries: readonly string[];
  /** What stands in the input of countries and is none yet. */
  countryText: string;
  rejectedPeriod: string | null;
  timeZone: string;
}

export type DraftFault = "empty" | "notWhole" | "tooLow" | "tooHigh" | "unknown" | "unfinished";
export type DraftFaults = Partial<Record<"ageLimit" | "countries" | "rejectedPeriod" | "timeZone", DraftFault>>;
export type EditedOptions = SavePolicyInput["options"];

export function draftOf(options: ProjectOptions): PolicyDraft {
  return {
    ageLimit: options.ageLimit === null ? null : String(options.ageLimit),
    blacklistOn: options.blacklistCountries.length > 0,
    countries: options.blacklistCountries,
    countryText: "",
    rejectedPeriod: options.rejectedPeriodDays === 0 ? null : String(options.rejectedPeriodDays),
    timeZone: options.timeZone,
  };
}

function readNumber(text: string, { min, max }: { min: number; max: number }): { value: number } | { fault: DraftFault } {
  const typed = text.trim();
  if (typed === "") return { fault: "empty" };
  if (!/^[+-]?\d+$/.test(typed)) return { fault: "notWhole" };
  const value = Number(typed);
  if (value < min) return { fault: "tooLow" };
  return value > max ? { fault: "tooHigh" } : { value };
}

/** What saving would store, with the option in force wherever the typed one cannot be used; and what is wrong with it. */
export function readDraft(draft: PolicyDraft, inForce: ProjectOptions): { options: EditedOptions; faults: DraftFaults } {
  const faults: DraftFaults = {};
  const options: EditedOptions = {
    ageLimit: null,
    blacklistCountries: draft.blacklistOn ? [...draft.countries].sort() : [],
    rejectedPeriodDays: 0,
    timeZone: draft.timeZone,
  };

  if (draft.ageLimit !== null) {
    const read = readNumber(draft.ageLimit, ageLimitRange);
    if ("fault" in read) faults.ageLimit = read.fault;
    options.ageLimit = "fault" in read ? inForce.ageLimit : read.value;
  }
  if (draft.countryText.trim() !== "") faults.countries = "unfinished";
  if (draft.rejectedPeriod !== null) {
    const read = readNumber(draft.rejectedPeriod, rejectedPeriodRange);
    if ("fault" in read) faults.rejectedPeriod = read.fault;
    options.rejectedPeriodDays = "fault" in read ? inForce.rejectedPeriodDays : read.value;
  }
  if (!isTimeZone(draft.timeZone)) {
    faults.timeZone = draft.timeZone.trim() === "" ? "empty" : "unknown";
    options.timeZone = inForce.timeZone;
  }
  return { options, faults };
}

/** The draft with one's own changes to `base` put on top of what came into force meanwhile; all else follows the latter. */
export function rebaseDraft(draft: PolicyDraft, base: ProjectOptions, now: ProjectOptions): PolicyDraft {
  const from = draftOf(base);
  const onto = draftOf(now);
  const mine = draft.blacklistOn ? draft.countries : [];
  const added = mine.filter((code) => !from.countries.includes(code));
  const removed = from.countries.filter((code) => !mine.includes(code));
  const countries = [...new Set([...onto.countries.filter((code) => !removed.includes(code)), ...added])].sort();
  const keep = <Key extends "ageLimit" | "rejectedPeriod" | "timeZone">(key: Key): PolicyDraft[Key] =>
    draft[key] === from[key] ? onto[key] : draft[key];

  return {
    ageLimit: keep("ageLimit"),
    rejectedPeriod: keep("rejectedPeriod"),
    timeZone: keep("timeZone"),
    countries,
    countryText: "",
    blacklistOn: countries.length > 0,
  };
}
