import { expect, test } from "vitest";
import { levelPriority, priorityLevelOf, priorityLevels } from "./priority-level";

test.each([[0, "normal"], [1, "raised"], [99, "raised"], [100, "high"], [499, "high"], [500, "urgent"], [1_000, "urgent"]] as const)("a priority of %d reads as %s", (priority, level) => {
  expect(priorityLevelOf(priority)).toBe(level);
});

test("a level that is set reads as itself", () => {
  for (const level of priorityLevels) expect(priorityLevelOf(levelPriority[level])).toBe(level);
});
