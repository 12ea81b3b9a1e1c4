import { hasUnsaved, idleCase, type CaseState } from "./case-state";

const kept = new Map<string, CaseState>();

/**
 * Keeps what is not saved of a case in the tab's memory, so that the page finds it again after Back and Forward, which not
 * every browser lets a page hold. It holds the case as it was read with it: one that changed since shows as a conflict.
 */
export function keepCase(submissionId: string, state: CaseState): void {
  if (hasUnsaved(state)) kept.set(submissionId, { ...state, dialog: null, isWriting: false });
  else kept.delete(submissionId);
}

export function keptCase(submissionId: string): CaseState {
  return kept.get(submissionId) ?? idleCase;
}

/** The person chose to lose it. */
export function forgetCase(submissionId: string): void {
  kept.delete(submissionId);
}
