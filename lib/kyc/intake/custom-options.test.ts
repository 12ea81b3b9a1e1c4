import { expect, test } from "vitest";
import { defaultOptions, type ProjectOptions } from "../options";
import { effectiveOptions } from "./custom-options";

const options: ProjectOptions = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN"], approvedPeriodDays: 10, rejectedPeriodDays: 30, rejectDuplicateUser: true };

test("without custom options the project's stand", () => expect(effectiveOptions(options, {})).toEqual(options));

test("false switches one off and leaves the others", () => {
  expect(effectiveOptions(options, { ageLimit: false })).toEqual({ ...options, ageLimit: null });
  expect(effectiveOptions(options, { blacklistCountries: false, approvePeriod: false, rejectPeriod: false })).toEqual({ ...options, blacklistCountries: [], approvedPeriodDays: 0, rejectedPeriodDays: 0 });
});

test("duplicates may be switched either way", () => {
  expect(effectiveOptions(options, { rejectDuplicateUser: false }).rejectDuplicateUser).toBe(false);
  expect(effectiveOptions(defaultOptions, { rejectDuplicateUser: true }).rejectDuplicateUser).toBe(true);
});
