import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkingHours } from "../options";
import { dueAt, workedMs, type SlaCalendar } from "./sla";

const hour = 3_600_000;
const office: WorkingHours = { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };
const nights: WorkingHours = { days: [7], from: "00:00", to: "24:00" };

function calendar({ zone = "Asia/Seoul", hours = office, limit = 8, holidays = [] }: { zone?: string; hours?: WorkingHours | null; limit?: number | null; holidays?: string[] } = {}): SlaCalendar {
  const days = new Set<string>(holidays);
  return { options: { slaHours: limit, slaWorkingHours: hours, timeZone: zone }, isHoliday: (date) => days.has(date) };
}
const due = (from: string, given: SlaCalendar, usedMs = 0) => dueAt({ ...given, from: new Date(from), usedMs })?.toISOString() ?? null;
const worked = (from: string, to: string, given: SlaCalendar) => workedMs(new Date(from), new Date(to), given) / hour;

describe("when a case is due", () => {
  test("every hour counts where the project names none", () => {
    expect(due("2026-11-20T10:00:00.000Z", calendar({ hours: null, limit: 24 }))).toBe("2026-11-21T10:00:00.000Z");
  });

  test("only the hours of working days count, in the project's zone", () => {
    // Friday 16:00 in Seoul: two hours on Friday, six on Monday.
    expect(due("2026-11-20T16:00:00+09:00", calendar())).toBe("2026-11-23T06:00:00.000Z");
    expect(due("2026-11-20T16:00:00+09:00", calendar({ zone: "UTC" }))).toBe("2026-11-20T17:00:00.000Z");
    expect(due("2026-11-21T12:00:00+09:00", calendar())).toBe("2026-11-23T08:00:00.000Z");
  });

  test("a holiday is passed over, with working hours and without", () => {
    expect(due("2026-12-24T16:00:00+09:00", calendar({ holidays: ["2026-12-25"] }))).toBe("2026-12-28T06:00:00.000Z");
    expect(due("2026-12-24T23:00:00+09:00", calendar({ hours: null, limit: 2, holidays: ["2026-12-25"] }))).toBe("2026-12-25T16:00:00.000Z");
  });

  test("the last millisecond of a day still counts, its end is the end of the wait", () => {
    expect(due("2026-11-23T10:00:00+09:00", calendar())).toBe("2026-11-23T09:00:00.000Z");
    expect(due("2026-11-23T10:00:00.001+09:00", calendar())).toBe("2026-11-24T00:00:00.001Z");
    expect(due("2026-11-22T23:59:59.999+09:00", calendar({ hours: nights, limit: 1 }))).toBe("2026-11-28T15:59:59.999Z");
  });

  test("what earlier waits used is taken off; when all of it is, the case is due at once", () => {
    expect(due("2026-11-23T09:00:00+09:00", calendar(), 6 * hour)).toBe("2026-11-23T02:00:00.000Z");
    expect(due("2026-11-21T12:00:00+09:00", calendar(), 9 * hour)).toBe("2026-11-21T03:00:00.000Z");
  });

  test("a project without a limit, and one that never works, have no due instant", () => {
    expect(due("2026-11-20T16:00:00+09:00", calendar({ limit: null }))).toBeNull();
    expect(due("2026-11-20T16:00:00+09:00", calendar({ hours: { ...office, days: [] } }))).toBeNull();
  });
});

describe("over a change of the clock", () => {
  test("a day that loses an hour counts 23, one that repeats it 25", () => {
    // Berlin: 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00. New York: 2026-03-08 and 2026-11-01.
    expect(worked("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", calendar({ zone: "Europe/Berlin", hours: nights }))).toBe(23);
    expect(worked("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", calendar({ zone: "Europe/Berlin", hours: nights }))).toBe(25);
    expect(worked("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", calendar({ zone: "America/New_York", hours: nights }))).toBe(23);
    expect(worked("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", calendar({ zone: "America/New_York", hours: nights }))).toBe(25);
  });

  test("office hours keep to the clock on both sides of it", () => {
    expect(due("2026-03-27T17:00:00+01:00", calendar({ zone: "Europe/Berlin", limit: 2 }))).toBe("2026-03-30T08:00:00.000Z");
    expect(due("2026-10-30T17:00:00-04:00", calendar({ zone: "America/New_York", limit: 2 }))).toBe("2026-11-02T15:00:00.000Z");
  });

  test("hours around the change count as they pass", () => {
    const early = { days: [7], from: "01:00", to: "04:00" };
    expect(worked("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", calendar({ zone: "Europe/Berlin", hours: early }))).toBe(2);
    expect(worked("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", calendar({ zone: "Europe/Berlin", hours: early }))).toBe(4);
    const skipped = { days: [7], from: "02:00", to: "03:00" };
    expect(worked("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", calendar({ zone: "Europe/Berlin", hours: skipped }))).toBe(0);
  });
});

test("what was worked until a case is due is the limit, wherever the wait is interrupted", () => {
  const zones = fc.constantFrom("Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
  const instant = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(zones, instant, fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (zone, from, limit, share) => {
      const given = calendar({ zone, limit, holidays: ["2026-03-30", "2026-11-02"] });
      const end = dueAt({ ...given, from, usedMs: 0 });
      if (end === null) throw new Error("A project that works has a due instant.");
      expect(workedMs(from, end, given)).toBe(limit * hour);
      // Asked at some moment, the clock stands still until the answer.
      const asked = new Date(from.getTime() + Math.floor((end.getTime() - from.getTime()) * share));
      const usedMs = workedMs(from, asked, given);
      const answered = new Date(asked.getTime() + 100 * hour);
      const later = dueAt({ ...given, from: answered, usedMs });
      if (usedMs < limit * hour && later !== null) expect(usedMs + workedMs(answered, later, given)).toBe(limit * hour);
    }),
    { numRuns: 200 },
  );
});
