/** Making a format costs far more than using it; few zones are ever asked for. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

const partsOf = (instant: string | Date, timeZone: string) => {
  const parts = Object.fromEntries(formatIn(timeZone).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return { date: `${parts.year ?? ""}-${parts.month ?? ""}-${parts.day ?? ""}`, time: `${parts.hour ?? ""}:${parts.minute ?? ""}`, second: parts.second ?? "" };
};

/** An instant as `2026-11-23 14:32` in a zone: the same in every language, so that rows compare at a glance. */
export function formatInstant(instant: string | Date, timeZone: string): string {
  const { date, time } = partsOf(instant, timeZone);
  return `${date} ${time}`;
}

/** The day of an instant in a zone, `2026-11-23`. */
export function formatDay(instant: string | Date, timeZone: string): string {
  return partsOf(instant, timeZone).date;
}

/** The time of day of an instant in a zone, `14:32`, with seconds `14:32:08`. */
export function formatClock(instant: string | Date, timeZone: string, { seconds = false } = {}): string {
  const { time, second } = partsOf(instant, timeZone);
  return seconds ? `${time}:${second}` : time;
}

export type DurationUnit = "days" | "hours" | "minutes";

/**
 * How long ago an instant was, in the two units that matter: for the message `common.duration.<unit>`. Whole units,
 * rounded down; an instant in the future counts as now.
 */
export function durationSince(instant: string, now: number): { unit: DurationUnit; days: number; hours: number; minutes: number } {
  const total = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
  const days = Math.floor(total / 1440);
  const hours = Math.floor((total % 1440) / 60);

  return { unit: days > 0 ? "days" : hours > 0 ? "hours" : "minutes", days, hours, minutes: total % 60 };
}
