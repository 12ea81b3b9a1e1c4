declare const brand: unique symbol;

/** A day of the Gregorian calendar without a time or a zone, as `YYYY-MM-DD`: a date that exists, years 0001–9999. */
export type CivilDate = string & { readonly [brand]: "CivilDate" };

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isCivilDate(text: string): text is CivilDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `null` for what is no whole date that exists: `2026-02-30`, `2026-2-3`, a year alone. */
export function parseCivilDate(text: string | null): CivilDate | null {
  return text !== null && isCivilDate(text) ? text : null;
}

/**
 * Whole years from birth to today. Born on 29 February, the birthday is 1 March in common years, so on 28 February the
 * year is not yet complete. Negative when today is before the birth.
 */
export function ageOn(birth: CivilDate, today: CivilDate): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** Making a format costs a hundred times what using it does. */
function kept(options: Intl.DateTimeFormatOptions): (timeZone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { ...options, timeZone });
    formats.set(timeZone, format);
    return format;
  };
}

const formatFor = kept({ year: "numeric", month: "2-digit", day: "2-digit" });
const clockFor = kept({ hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });

/**
 * The day that an instant falls on in a time zone (IANA name).
 * @throws {RangeError} for an unknown zone, an invalid instant or a year outside 1–9999.
 */
export function todayIn(timeZone: string, instant: Date): CivilDate {
  const parts = formatFor(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? "";
  const text = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  if (!isCivilDate(text)) throw new RangeError(`${text} is no date: years 1 to 9999 only`);
  return text;
}

/** True for a name of the IANA database (`Asia/Seoul`, `UTC`); an offset such as `+09:00` is none: it has no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const hour = 3_600_000;

/** Midnight of a day in UTC, in milliseconds; `Date.UTC` would take the years 0 to 99 for those of the 20th century. */
function midnightOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** Milliseconds that a zone is ahead of UTC at an instant. */
function offsetOf(timeZone: string, instant: number): number {
  const parts = clockFor(timeZone).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((item) => item.type === type)?.value);
  const time = part("hour") * hour + part("minute") * 60_000 + part("second") * 1000;
  return midnightOf(part("year"), part("month"), part("day")) + time - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which a day begins in a zone, `days` after the one named. Where summer time skips midnight, the first
 * moment after it; where it comes twice, the first.
 * @throws {RangeError} for what is no date, and outside the years 2 to 9998: elsewhere such a day is in a year before 1 or after 9999.
 */
export function startOfDayIn(timeZone: string, date: string, days: number): Date {
  return clockIn(timeZone, date, days * 24 * 60);
}

/**
 * The instant at which the clock of a zone shows a time of a day, in minutes after its midnight. A time that the clock
 * skips is as much later as it skips; one that comes twice is the first.
 * @throws {RangeError} as `startOfDayIn`.
 */
export function clockIn(timeZone: string, date: string, minutes: number): Date {
  const year = Number(date.slice(0, 4));
  if (!isCivilDate(date) || year < 2 || year > 9998) throw new RangeError(`${date} is no date of the years 2 to 9998`);
  const local = midnightOf(year, Number(date.slice(5, 7)), Number(date.slice(8, 10))) + minutes * 60_000;
  const candidates = [local - 24 * hour, local + 24 * hour].map((near) => local - offsetOf(timeZone, near)).sort((a, b) => a - b);
  const begin = candidates.find((instant) => instant + offsetOf(timeZone, instant) >= local);
  return new Date(begin ?? local);
}
