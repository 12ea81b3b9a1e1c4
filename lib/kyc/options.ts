import type { FlagKind } from "./flags";
import type { IdType } from "./id-type";

/** Document liveness, a check each; {#pipelines} of `Id_livness_fail` names those that failed by these words. */
export const livenessPipelines = { screenReplay: "Screen replay", paperPrinted: "Paper printed", replacePortraits: "Replace portraits" } as const;
export type LivenessPipeline = keyof typeof livenessPipelines;
export const livenessPipelineNames = Object.keys(livenessPipelines) as LivenessPipeline[];

/** What an earlier submission is recognised by. The Rejected Period always looks at the e-mail. */
export const periodKeys = ["email", "ipAddress", "identity"] as const;
export type PeriodKey = (typeof periodKeys)[number];

/** Which first decisions are only a proposal: approvals of a case with flags, all, or a share of the cases. */
export const secondApprovals = ["never", "flagged", "always", "sampled"] as const;
export type SecondApproval = (typeof secondApprovals)[number];

/** In the project's time zone, on these days of the week (ISO 8601: Monday is 1). */
export interface WorkingHours {
  days: number[];
  /** "HH:MM"; `from` lies before `to`, and "24:00" is the end of the day. */
  from: string;
  to: string;
}

/** What the rules read. */
export interface RuleOptions {
  /** Whole years, 13–120. `null` is off. */
  ageLimit: number | null;
  /** Canonical country codes (see `canonicalCountry`); empty is off. */
  blacklistCountries: string[];
  /** `null` accepts every type. */
  acceptedIdTypes: IdType[] | null;
  rejectDuplicateUser: boolean;
}

/** A project's policy. Each save is a new version; a decision names the version it was made under. */
export interface ProjectOptions extends RuleOptions {
  /** Days of 24 hours after a rejection; 0 is off. */
  rejectedPeriodDays: number;
  /** What it looks at beside the e-mail. */
  rejectedPeriodBy: Exclude<PeriodKey, "email">[];
  /** Days of 24 hours after an approval; 0 is off. */
  approvedPeriodDays: number;
  /** What it looks at; at least one while it is on. */
  approvedPeriodBy: PeriodKey[];

  /** "ID CARD: Validation": the checks of the document beyond reading it. */
  idCardValidation: boolean;
  aiSupportedOnly: boolean;
  universal: boolean;
  automatedProcessingOnly: boolean;
  /** What `other` says when nobody reviews: 1–500 characters. */
  automatedRejectionText: string;
  /** Anti-spoofing of the document; empty is off. */
  idLivenessPipelines: LivenessPipeline[];
  selfieLiveness: boolean;
  faceDuplication: boolean;
  addressCollection: boolean;
  proofOfAddress: boolean;
  /** "1 won": a transfer whose depositor's name holds a code. */
  bankAuthentication: boolean;
  koreanIdVerification: boolean;
  /** Hours after which an incomplete submission with a retry is rejected; `null` is off. */
  retryTimeoutHours: number | null;

  /** Seconds after which a desk decision leaves the house; until then it can be taken back. 0 releases at once. */
  graceSeconds: number;
  /** Which decisions of the desk and of the review call a second person must confirm. */
  secondApproval: SecondApproval;
  /** The share of cases, in per cent, that `sampled` picks. */
  secondApprovalPercent: number;
  /** How much sooner a case comes for a flag of each kind; what is not named adds nothing. */
  flagWeights: Partial<Record<FlagKind, number>>;
  /** Hours within which a case is to be decided; `null` is no limit. */
  slaHours: number | null;
  /** The hours that count for the SLA; `null` counts every hour of every day. */
  slaWorkingHours: WorkingHours | null;
  /** Canonical code of the country whose public holidays do not count; `null` counts them. */
  slaHolidayCountry: string | null;

  /** Whether the review call of the API may decide. */
  reviewer: "desk_and_api" | "desk_only";
  /** Origins of browser pages that may call the API; empty is none. */
  corsOrigins: string[];
  /** CIDR blocks that may call the API; empty is all. */
  ipAllowList: string[];
  /** Requests of one API key. */
  requestsPerMinute: number;

  /** IANA name; "today" of every rule is the day in this zone. */
  timeZone: string;
}

export const graceRange = { min: 0, max: 300 } as const;
export const secondApprovalPercentRange = { min: 1, max: 100 } as const;
export const flagWeightRange = { min: 0, max: 100 } as const;
export const slaHoursRange = { min: 1, max: 720 } as const;
export const ageLimitRange = { min: 13, max: 120 } as const;
export const rejectedPeriodRange = { min: 0, max: 3650 } as const;
export const retryTimeoutRange = { min: 1, max: 720 } as const;
export const requestsPerMinuteRange = { min: 1, max: 100_000 } as const;

/** Everything off, and ten seconds to take a decision back. A version that was stored before an option existed reads as this in it. */
export const defaultOptions: ProjectOptions = {
  ageLimit: null,
  blacklistCountries: [],
  rejectedPeriodDays: 0,
  rejectedPeriodBy: [],
  approvedPeriodDays: 0,
  approvedPeriodBy: ["email"],
  acceptedIdTypes: null,
  rejectDuplicateUser: false,
  idCardValidation: false,
  aiSupportedOnly: false,
  universal: false,
  automatedProcessingOnly: false,
  automatedRejectionText: "Your identity could not be verified automatically.",
  idLivenessPipelines: [],
  selfieLiveness: false,
  faceDuplication: false,
  addressCollection: false,
  proofOfAddress: false,
  bankAuthentication: false,
  koreanIdVerification: false,
  retryTimeoutHours: 24,
  graceSeconds: 10,
  secondApproval: "never",
  secondApprovalPercent: 10,
  flagWeights: {},
  slaHours: null,
  slaWorkingHours: null,
  slaHolidayCountry: null,
  reviewer: "desk_and_api",
  corsOrigins: [],
  ipAllowList: [],
  requestsPerMinute: 600,
  timeZone: "UTC",
};
