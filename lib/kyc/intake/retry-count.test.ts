import { expect, test } from "vitest";
import { afterFailedTry } from "./retry-count";

test.each([
  [0, { retryCount: 1, isRejected: false }],
  [1, { retryCount: 2, isRejected: false }],
  [2, { retryCount: 3, isRejected: true }],
  [3, { retryCount: 3, isRejected: true }],
])("after %i failed tries another one", (before, after) => {
  expect(afterFailedTry(before)).toEqual(after);
});
