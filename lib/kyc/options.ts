import type { IdType } from "./id-type";

/** Document liveness, a check each; {#pipelines} of `Id_livness_fail` names those that failed by these words. */
export const livenessPipelines = { screenReplay: "Screen replay", paperPrinted: "Paper printed", replacePortraits: "Replace portraits" } as const;
export type LivenessPipeline = keyof typeof livenessPipelines;
export const livenessPipelineNames = Object.keys(livenessPipelines) as LivenessPipeline[];

/** What an earlier submission is recognised by. The Rejected Period always looks at the e-mail. */
export const periodKeys = ["email", "ipAddress", "identity"] as const;
export type PeriodKey = (typeof periodKeys)[number];

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

export const ageLimitRange = { min: 13, max: 120 } as const;
export const rejectedPeriodRange = { min: 0, max: 3650 } as const;
export const retryTimeoutRange = { min: 1, max: 720 } as const;
export const requestsPerMinuteRange = { min: 1, max: 100_000 } as const;

/** Everything off. A version that was stored before an option existed reads as this in it. */
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
  reviewer: "desk_and_api",
  corsOrigins: [],
  ipAllowList: [],
  requestsPerMinute: 600,
  timeZone: "UTC",
};
