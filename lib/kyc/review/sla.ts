import { clockIn, parseCivilDate, todayIn, type CivilDate } from "../civil-date";
import type { ProjectOptions } from "../options";

/** What time counts for a case's SLA: the project's hours in its zone, without the days on which nobody works. */
export interface SlaCalendar {
  options: Pick<ProjectOptions, "slaHours" | "slaWorkingHours" | "timeZone">;
  isHoliday: (date: CivilDate) => boolean;
}

/** Milliseconds since 1970, `to` not in it. */
interface Stretch {
  from: number;
  to: number;
}

const hour = 3_600_000;
const dayMinutes = 24 * 60;

/** A due instant is sought so many days ahead: the clock of who never works would run for ever. */
const horizonDays = 3 * 366;

/** ISO 8601: Monday is 1. */
function weekdayOf(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

function dayAfter(date: CivilDate): CivilDate {
  const next = parseCivilDate(new Date(Date.parse(`${date}T00:00:00Z`) + 24 * hour).toISOString().slice(0, 10));
  if (next === null) throw new RangeError("The calendar ends with the year 9999.");
  return next;
}

/** "HH:MM" in minutes; "24:00" is the end of the day. */
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** What counts of a day, in the order of the clock; null when nothing does. */
function stretchOf({ options, isHoliday }: SlaCalendar, date: CivilDate): Stretch | null {
  const { slaWorkingHours: hours, timeZone } = options;
  if (isHoliday(date) || (hours !== null && !hours.days.includes(weekdayOf(date)))) return null;
  const [from, to] = hours === null ? [0, dayMinutes] : [minutesOf(hours.from), minutesOf(hours.to)];
  const stretch = { from: clockIn(timeZone, date, from).getTime(), to: clockIn(timeZone, date, to).getTime() };
  return stretch.from < stretch.to ? stretch : null;
}

/** What counts from an instant on, day after day until `end` or the horizon. */
function* stretchesFrom(calendar: SlaCalendar, from: Date, end = Infinity): Generator<Stretch> {
  let date = todayIn(calendar.options.timeZone, from);
  for (let days = 0; days < horizonDays; days += 1, date = dayAfter(date)) {
    const stretch = stretchOf(calendar, date);
    if (stretch === null || stretch.to <= from.getTime()) continue;
    if (stretch.from >= end) return;
    yield { from: Math.max(stretch.from, from.getTime()), to: Math.min(stretch.to, end) };
  }
}

/**
 * When the time that a case may wait is over: the project's hours, less what earlier waits have used, counted from `from`.
 * Null where the project has no limit, or never works.
 */
export function dueAt({ from, usedMs, ...calendar }: SlaCalendar & { from: Date; usedMs: number }): Date | null {
  const { slaHours } = calendar.options;
  if (slaHours === null) return null;
  let left = slaHours * hour - usedMs;
  if (left <= 0) return from;
  for (const stretch of stretchesFrom(calendar, from)) {
    const length = stretch.to - stretch.from;
    if (left <= length) return new Date(stretch.from + left);
    left -= length;
  }
  return null;
}

/** Milliseconds between two instants that count. */
export function workedMs(from: Date, to: Date, calendar: SlaCalendar): number {
  let worked = 0;
  for (const stretch of stretchesFrom(calendar, from, to.getTime())) worked += stretch.to - stretch.from;
  return worked;
}
