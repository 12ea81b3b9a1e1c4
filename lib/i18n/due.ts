import { durationSince, type DurationUnit } from "./instant";

/** A case is due soon in its last four hours. */
const soonMs = 4 * 3_600_000;

export interface DueIn {
  state: "overdue" | "soon" | "later";
  unit: DurationUnit;
  /** Whole units, rounded down, of the time left or of the time that it is over. */
  count: number;
}

/** How a due instant stands to now, in the one unit that matters. */
export function dueIn(dueAt: string, now: number): DueIn {
  const due = Date.parse(dueAt);
  const isOver = due <= now;
  const duration = isOver ? durationSince(dueAt, now) : durationSince(new Date(now).toISOString(), due);
  return { state: isOver ? "overdue" : due - now <= soonMs ? "soon" : "later", unit: duration.unit, count: duration[duration.unit] };
}
