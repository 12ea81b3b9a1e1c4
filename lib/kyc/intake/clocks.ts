const hour = 60 * 60 * 1000;

/** Step 2 is taken this long after the step clock, to the millisecond. */
export const stepHours = 72;
/** A bank code is taken this long after its transfer. */
export const bankCodeMinutes = 10;

const since = (from: Date, now: Date) => now.getTime() - from.getTime();

/** More than 72 hours after the step clock: exactly 72 are in time. */
export function isStepOver(stepClockAt: Date, now: Date): boolean {
  return since(stepClockAt, now) > stepHours * hour;
}

/** Kept incomplete with a retry for longer than the project's limit. Without a retry nothing times out. */
export function isTimedOut({ stepClockAt, retryCount }: { stepClockAt: Date; retryCount: number }, hours: number | null, now: Date): boolean {
  return hours !== null && retryCount >= 1 && since(stepClockAt, now) > hours * hour;
}

/** Older than ten minutes: exactly ten are in time. */
export function isBankCodeOver(requestedAt: Date, now: Date): boolean {
  return since(requestedAt, now) > bankCodeMinutes * 60 * 1000;
}
