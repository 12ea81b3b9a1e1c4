import "server-only";
import { renderMessage, type RejectCode } from "@/lib/kyc/codes/reject-comments";
import { afterFailedTry } from "@/lib/kyc/intake/retry-count";

/** Why the system rejects: codes in the catalogue's order, each with its message. */
export interface Rejection {
  codes: RejectCode[];
  comments: string[];
}

/** What a failed try makes of a submission: its count, and the rejection that the last one is. */
export function failedTry(retryCount: number, countsAsTry = true): { retryCount: number; rejection: Rejection | null } {
  if (!countsAsTry) return { retryCount, rejection: null };
  const after = afterFailedTry(retryCount);
  return { retryCount: after.retryCount, rejection: after.isRejected ? { codes: ["too_many_retry"], comments: [renderMessage("too_many_retry")] } : null };
}
