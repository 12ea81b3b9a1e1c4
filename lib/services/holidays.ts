import "server-only";
import Holidays from "date-holidays";
import type { CivilDate } from "@/lib/kyc/civil-date";
import { alpha2Of } from "@/lib/kyc/country-alpha2";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { SlaCalendar } from "@/lib/kyc/review/sla";

const day = 24 * 60 * 60 * 1000;

/** Made once a country: it reads the whole table of the world. */
const calendars = new Map<string, Holidays | null>();
const years = new Map<string, ReadonlySet<string>>();

function calendarOf(country: string): Holidays | null {
  const known = calendars.get(country);
  if (known !== undefined) return known;
  const alpha2 = alpha2Of(country);
  const made = alpha2 !== null && alpha2 in new Holidays().getCountries() ? new Holidays(alpha2, { types: ["public"] }) : null;
  calendars.set(country, made);
  return made;
}

/** Whether the public holidays of a country (a canonical code) are known. */
export function knowsHolidays(country: string): boolean {
  return calendarOf(country) !== null;
}

/** The days of a year's public holidays that are kept in the whole country, days given in place of others among them; as civil dates. */
function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country}:${year.toString()}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const days = (calendarOf(country)?.getHolidays(year) ?? []).flatMap(({ date, start, end }) => {
    const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / day));
    return Array.from({ length: count }, (_, index) => new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + index * day).toISOString().slice(0, 10));
  });
  const made = new Set(days);
  years.set(key, made);
  return made;
}

/** What time counts for a project's SLA. The holidays of a year may reach into the next. */
export function slaCalendarOf(options: ProjectOptions): SlaCalendar {
  const country = options.slaHolidayCountry;
  const isHoliday = (date: CivilDate): boolean => {
    if (country === null) return false;
    const year = Number(date.slice(0, 4));
    return holidaysOf(country, year).has(date) || holidaysOf(country, year - 1).has(date);
  };
  return { options, isHoliday };
}
