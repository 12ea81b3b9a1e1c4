import { triesLimit } from "../tries";

/** What a failed try makes of the shared count of Step 1, PreStep2 and Step 2: the third failure is the rejection. */
export function afterFailedTry(retryCount: number): { retryCount: number; isRejected: boolean } {
  const next = Math.min(retryCount + 1, triesLimit);
  return { retryCount: next, isRejected: next === triesLimit };
}
