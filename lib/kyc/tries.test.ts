import { expect, test } from "vitest";
import { triesLimit, tryOf } from "./tries";

test.each([
  [0, 1],
  [1, 2],
  [2, triesLimit],
  [7, triesLimit],
])("%i retries: try %i", (retryCount, expected) => {
  expect(tryOf(retryCount)).toBe(expected);
});
