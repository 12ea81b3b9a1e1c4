/** The try that is not given: the third failure is the rejection. */
export const tryLimit = 3;

/** What a failed try makes of the shared count of Step 1, PreStep2 and Step 2. */
export function afterFailedTry(retryCount: number): { retryCount: number; isRejected: boolean } {
  const next = Math.min(retryCount + 1, tryLimit);
  return { retryCount: next, isRejected: next === tryLimit };
}
