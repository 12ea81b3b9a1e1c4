import type { Flag } from "../flags";
import type { SecondApproval } from "../options";
import type { DecidedStatus } from "./transitions";

export interface SecondApprovalOptions {
  secondApproval: SecondApproval;
  /** Of all cases, for `sampled`. */
  secondApprovalPercent: number;
}

export interface FirstDecision {
  outcome: DecidedStatus;
  flags: readonly Flag[];
  submissionId: string;
}

/** 32-bit FNV-1a, its bits mixed once more so that the last ones depend on all. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whether the case belongs to the share of `percent` in a hundred: always the same cases, and those of a smaller share among those of a larger one. */
export function isSampled(submissionId: string, percent: number): boolean {
  return hashOf(submissionId.toLowerCase()) % 10_000 < percent * 100;
}

/** Whether a first decision waits for a second person, under the project's Second approval. Nothing in it is random. */
export function needsSecondApproval({ secondApproval, secondApprovalPercent }: SecondApprovalOptions, { outcome, flags, submissionId }: FirstDecision): boolean {
  switch (secondApproval) {
    case "never":
      return false;
    case "flagged":
      return outcome === "approved" && flags.length > 0;
    case "always":
      return true;
    case "sampled":
      return isSampled(submissionId, secondApprovalPercent);
  }
}
