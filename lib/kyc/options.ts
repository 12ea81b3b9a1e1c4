import type { IdType } from "./id-type";

/** A project's policy. Each save is a new version; a decision names the version it was made under. */
export interface ProjectOptions {
  /** Whole years, 13–120. `null` is off. */
  ageLimit: number | null;
  /** Canonical country codes (see `canonicalCountry`); empty is off. */
  blacklistCountries: string[];
  /** Days of 24 hours after a rejection; 0 is off. */
  rejectedPeriodDays: number;
  /** `null` accepts every type. */
  acceptedIdTypes: IdType[] | null;
  rejectDuplicateUser: boolean;
  /** IANA name; "today" of every rule is the day in this zone. */
  timeZone: string;
}

export const ageLimitRange = { min: 13, max: 120 } as const;
export const rejectedPeriodRange = { min: 0, max: 3650 } as const;
