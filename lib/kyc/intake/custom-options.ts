import type { ProjectOptions } from "../options";

/**
 * What a client may change for one submission (`customOptions` of Step 1). The four that may only be `false` switch an
 * option off; none can be switched on or made wider. Stored with the submission: Step 2 reads the stored value.
 */
export interface CustomOptions {
  blacklistCountries?: false;
  approvePeriod?: false;
  rejectPeriod?: false;
  ageLimit?: false;
  rejectDuplicateUser?: boolean;
}

type RuleOptions = Pick<ProjectOptions, "ageLimit" | "blacklistCountries" | "rejectDuplicateUser">;

/** What the rules read, for a submission: the desk's preview and the server evaluate under the same. */
export function effectiveRuleOptions<Options extends RuleOptions>(options: Options, custom: CustomOptions): Options {
  return {
    ...options,
    ageLimit: custom.ageLimit === false ? null : options.ageLimit,
    blacklistCountries: custom.blacklistCountries === false ? [] : options.blacklistCountries,
    rejectDuplicateUser: custom.rejectDuplicateUser ?? options.rejectDuplicateUser,
  };
}

/** The options in force for a submission. */
export function effectiveOptions(options: ProjectOptions, custom: CustomOptions): ProjectOptions {
  return {
    ...effectiveRuleOptions(options, custom),
    approvedPeriodDays: custom.approvePeriod === false ? 0 : options.approvedPeriodDays,
    rejectedPeriodDays: custom.rejectPeriod === false ? 0 : options.rejectedPeriodDays,
  };
}
