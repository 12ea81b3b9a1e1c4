import { expect, test } from "vitest";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import { defaultOptions } from "@/lib/kyc/options";
import { dueAt } from "@/lib/kyc/review/sla";
import { knowsHolidays, slaCalendarOf } from "./holidays";

function holidaysIn(country: string | null) {
  const { isHoliday } = slaCalendarOf({ ...defaultOptions, slaHolidayCountry: country });
  return (...dates: string[]) => dates.map((date) => parseCivilDate(date)).filter((date) => date !== null && isHoliday(date));
}

test("days off are told by country: fixed ones, those that move, days in place of a Sunday, and stretches of several", () => {
  expect(holidaysIn("KOR")("2026-03-01", "2026-03-02", "2026-03-03", "2026-09-24", "2026-09-25", "2026-09-26", "2026-09-27")).toEqual(["2026-03-01", "2026-03-02", "2026-09-24", "2026-09-25", "2026-09-26"]);
  expect(holidaysIn("DEU")("2026-04-03", "2026-04-05", "2026-04-06", "2026-12-24", "2026-12-25")).toEqual(["2026-04-03", "2026-04-06", "2026-12-25"]);
  expect(holidaysIn("USA")("2026-11-25", "2026-11-26")).toEqual(["2026-11-26"]);
});

test("nothing is a holiday where the project names no country", () => {
  expect(holidaysIn(null)("2026-12-25", "2026-01-01")).toEqual([]);
});

test("a country without a table is not known", () => {
  expect(["KOR", "DEU", "GBR", "UKR"].map(knowsHolidays)).toEqual([true, true, true, true]);
  expect(["XOM", "UNO", "ATA", "UTO"].map(knowsHolidays)).toEqual([false, false, false, false]);
});

test("a due instant passes over the holidays of the country", () => {
  const options = { ...defaultOptions, timeZone: "Europe/Berlin", slaHours: 8, slaWorkingHours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }, slaHolidayCountry: "DEU" };
  expect(dueAt({ ...slaCalendarOf(options), from: new Date("2026-04-02T13:00:00+02:00"), usedMs: 0 })?.toISOString()).toBe("2026-04-07T11:00:00.000Z");
});
