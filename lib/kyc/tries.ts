/** An applicant has this many tries; the last one that fails is the rejection. */
export const triesLimit = 3;

/** Which try it is, from 1; a count of retries beyond the limit is still the last try. */
export function tryOf(retryCount: number): number {
  return Math.min(retryCount + 1, triesLimit);
}
