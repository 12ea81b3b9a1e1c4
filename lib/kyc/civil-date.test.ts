import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageOn, isTimeZone, parseCivilDate, startOfDayIn, todayIn, type CivilDate } from "./civil-date";

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(`${text} is no date`);
  return parsed;
}

const anyDate = fc
  .date({ min: new Date("1880-01-01T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true })
  .map((instant) => date(instant.toISOString().slice(0, 10)));

describe("parseCivilDate", () => {
  test.each(["2026-11-23", "2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01", "9999-12-31"])("%s exists", (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  test.each(["2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "1990", "1990-05", "", " 2026-01-01", "0000-01-01", "２０２６-01-01"])(
    "%j is refused",
    (text) => expect(parseCivilDate(text)).toBeNull(),
  );

  test("agrees with the calendar of the platform on every day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
        const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        const instant = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
        expect(parseCivilDate(text) !== null).toBe(exists);
      }),
    );
  });
});

describe("ageOn", () => {
  test.each([
    ["the day before the birthday", "2007-03-02", "2026-03-01", 18],
    ["on the birthday itself", "2007-03-01", "2026-03-01", 19],
    ["the day after", "2007-02-28", "2026-03-01", 19],
    ["born 29 Feb, seen 28 Feb of a common year", "2008-02-29", "2027-02-28", 18],
    ["born 29 Feb, seen 1 March of a common year", "2008-02-29", "2027-03-01", 19],
    ["born 29 Feb, seen 28 Feb of a leap year", "2008-02-29", "2028-02-28", 19],
    ["born 29 Feb, seen 29 Feb", "2008-02-29", "2028-02-29", 20],
    ["born 28 Feb, seen 29 Feb", "2008-02-28", "2028-02-29", 20],
    ["born on the last day of a year", "2007-12-31", "2026-12-31", 19],
    ["born today", "2026-11-23", "2026-11-23", 0],
    ["born tomorrow", "2026-11-24", "2026-11-23", -1],
  ])("%s", (_name, birth, today, age) => {
    expect(ageOn(date(birth), date(today))).toBe(age);
  });

  test("never falls as days go by", () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (birth, one, other) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        expect(ageOn(birth, earlier)).toBeLessThanOrEqual(ageOn(birth, later));
      }),
    );
  });

  test("never rises with a later birth", () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (one, other, today) => {
        const [elder, younger] = one <= other ? [one, other] : [other, one];
        expect(ageOn(elder, today)).toBeGreaterThanOrEqual(ageOn(younger, today));
      }),
    );
  });

  test("grows by exactly one over twelve months, save for 29 February", () => {
    fc.assert(
      fc.property(anyDate, anyDate, (birth, today) => {
        fc.pre(!today.endsWith("02-29"));
        const next = date(`${String(Number(today.slice(0, 4)) + 1).padStart(4, "0")}${today.slice(4)}`);
        expect(ageOn(birth, next) - ageOn(birth, today)).toBe(1);
      }),
    );
  });

  test("is a whole number between the difference of the years and one less", () => {
    fc.assert(
      fc.property(anyDate, anyDate, (birth, today) => {
        const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
        expect([years, years - 1]).toContain(ageOn(birth, today));
      }),
    );
  });
});

describe("todayIn", () => {
  test.each([
    ["one minute before midnight in Seoul", "Asia/Seoul", "2026-11-22T14:59:00Z", "2026-11-22"],
    ["at midnight in Seoul", "Asia/Seoul", "2026-11-22T15:00:00Z", "2026-11-23"],
    ["the same instant in London", "Europe/London", "2026-11-22T15:00:00Z", "2026-11-22"],
    ["just before midnight in Honolulu", "Pacific/Honolulu", "2026-03-01T09:59:59.999Z", "2026-02-28"],
    ["at midnight in Honolulu", "Pacific/Honolulu", "2026-03-01T10:00:00.000Z", "2026-03-01"],
    ["a zone fourteen hours ahead", "Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"],
    ["a zone with a quarter of an hour", "Asia/Kathmandu", "2026-11-22T18:15:00Z", "2026-11-23"],
    ["a zone with a quarter of an hour, before", "Asia/Kathmandu", "2026-11-22T18:14:59Z", "2026-11-22"],
    ["summer time in New York", "America/New_York", "2026-07-01T03:59:59Z", "2026-06-30"],
    ["winter time in New York", "America/New_York", "2026-12-01T04:59:59Z", "2026-11-30"],
    ["UTC", "UTC", "2026-11-23T00:00:00Z", "2026-11-23"],
  ])("%s", (_name, timeZone, instant, day) => {
    expect(todayIn(timeZone, new Date(instant))).toBe(day);
  });

  test("is within a day of UTC, everywhere", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const instants = fc.date({ min: new Date("1970-01-02T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(zones, instants, (timeZone, instant) => {
        const shifted = (hours: number) => new Date(instant.getTime() + hours * 3_600_000).toISOString().slice(0, 10);
        const day = todayIn(timeZone, instant);
        expect(day >= shifted(-24) && day <= shifted(24)).toBe(true);
      }),
    );
  });

  test("a year of five digits is refused, not cut", () => {
    expect(() => todayIn("UTC", new Date("+010000-01-01T00:00:00Z"))).toThrow(RangeError);
  });

  test("an unknown zone is refused", () => {
    expect(() => todayIn("Mars/Olympus", new Date("2026-11-23T00:00:00Z"))).toThrow(RangeError);
  });
});

test.each([
  ["Asia/Seoul", true],
  ["UTC", true],
  ["America/Argentina/Buenos_Aires", true],
  ["+09:00", false],
  ["Mars/Olympus", false],
  ["", false],
])("%j is a time zone: %s", (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});

describe("startOfDayIn", () => {
  test.each([
    ["a zone without summer time", "Asia/Seoul", "2026-11-23", 0, "2026-11-22T15:00:00.000Z"],
    ["the day after", "Asia/Seoul", "2026-11-23", 1, "2026-11-23T15:00:00.000Z"],
    ["the day after the last of a year", "UTC", "2026-12-31", 1, "2027-01-01T00:00:00.000Z"],
    ["the day on which summer time begins at two", "America/New_York", "2026-03-08", 0, "2026-03-08T05:00:00.000Z"],
    ["the day after it", "America/New_York", "2026-03-08", 1, "2026-03-09T04:00:00.000Z"],
    ["a day whose midnight is skipped", "America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T03:00:00.000Z"],
    ["a day before which 23 o'clock comes twice", "America/Sao_Paulo", "2018-02-18", 0, "2018-02-18T03:00:00.000Z"],
    ["a day whose midnight comes twice", "America/Havana", "2025-11-02", 0, "2025-11-02T04:00:00.000Z"],
    ["a day that was left out", "Pacific/Apia", "2011-12-30", 0, "2011-12-30T10:00:00.000Z"],
    ["a zone with a quarter of an hour", "Asia/Kathmandu", "2026-11-23", 0, "2026-11-22T18:15:00.000Z"],
    ["a year below 100", "UTC", "0050-06-01", 0, "0050-06-01T00:00:00.000Z"],
    ["the first of a year below 100, east of Greenwich", "Asia/Seoul", "0100-01-01", 0, "0099-12-31T15:32:08.000Z"],
    ["the earliest day", "Asia/Seoul", "0002-01-01", 0, "0001-12-31T15:32:08.000Z"],
    ["the day after the latest, west of Greenwich", "Pacific/Honolulu", "9998-12-31", 1, "9999-01-01T10:00:00.000Z"],
  ])("%s", (_name, timeZone, day, days, instant) => {
    expect(startOfDayIn(timeZone, day, days).toISOString()).toBe(instant);
  });

  test.each(["0000-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026", ""])("%j has no beginning here", (day) => {
    expect(() => startOfDayIn("UTC", day, 0)).toThrow(RangeError);
  });

  test("is the first instant of its day, in every zone", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const days = fc.date({ min: new Date("2012-01-01T00:00:00Z"), max: new Date("2037-12-31T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(zones, days, (timeZone, instant) => {
        const day = instant.toISOString().slice(0, 10);
        const begin = startOfDayIn(timeZone, day, 0);
        expect(todayIn(timeZone, begin)).toBe(day);
        expect(todayIn(timeZone, new Date(begin.getTime() - 1)) < day).toBe(true);
      }),
    );
  });
});
