import type { ViewerState } from "./viewer-state";

const kept = new Map<string, ViewerState>();

/** Keeps how the images of a case are looked at in the tab's memory, and nowhere else: the page finds it again when it comes back to the case. */
export function keepViewer(submissionId: string, state: ViewerState): void {
  kept.set(submissionId, state);
}

export function keptViewer(submissionId: string): ViewerState | undefined {
  return kept.get(submissionId);
}
