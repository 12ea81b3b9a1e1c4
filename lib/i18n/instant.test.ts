import { expect, test } from "vitest";
import { durationSince, formatClock, formatDay, formatInstant } from "./instant";

test("an instant is written in the zone that is asked for, not in the machine's", () => {
  expect(formatInstant("2026-11-22T15:30:05.000Z", "Asia/Seoul")).toBe("2026-11-23 00:30");
  expect(formatInstant("2026-11-22T15:30:05.000Z", "America/Los_Angeles")).toBe("2026-11-22 07:30");
  expect(formatDay("2026-11-22T15:30:05.000Z", "Asia/Seoul")).toBe("2026-11-23");
  expect(formatClock("2026-11-22T15:30:05.000Z", "Asia/Seoul", { seconds: true })).toBe("00:30:05");
});

test.each([
  ["just now", "2026-11-23T05:31:30Z", { unit: "minutes", days: 0, hours: 0, minutes: 0 }],
  ["under an hour", "2026-11-23T04:33:00Z", { unit: "minutes", days: 0, hours: 0, minutes: 59 }],
  ["an hour", "2026-11-23T04:32:00Z", { unit: "hours", days: 0, hours: 1, minutes: 0 }],
  ["a minute under a day", "2026-11-22T05:33:00Z", { unit: "hours", days: 0, hours: 23, minutes: 59 }],
  ["days and hours", "2026-11-22T01:32:00Z", { unit: "days", days: 1, hours: 4, minutes: 0 }],
  ["a clock that runs ahead", "2026-11-23T06:00:00Z", { unit: "minutes", days: 0, hours: 0, minutes: 0 }],
])("%s", (_name, instant, expected) => {
  expect(durationSince(instant, Date.parse("2026-11-23T05:32:00Z"))).toEqual(expected);
});
