/** A priority in words. A lead sets one of these; the weights of flags may give any number, which reads as the level that it reaches. */
export const priorityLevels = ["urgent", "high", "raised", "normal"] as const;
export type PriorityLevel = (typeof priorityLevels)[number];

/** The least number of each level, which is what setting it by hand gives. */
export const levelPriority: Record<PriorityLevel, number> = { urgent: 500, high: 100, raised: 1, normal: 0 };

export function priorityLevelOf(priority: number): PriorityLevel {
  return priorityLevels.find((level) => priority >= levelPriority[level]) ?? "normal";
}
