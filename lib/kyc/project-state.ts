/** Open takes submissions; stopped and closed take none and still answer; of a deleted one only its keys are known. */
export const projectStates = ["open", "stopped", "closed", "deleted"] as const;
export type ProjectState = (typeof projectStates)[number];

export function isProjectState(text: string): text is ProjectState {
  return projectStates.some((state) => state === text);
}
