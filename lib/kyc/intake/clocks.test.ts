import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBankCodeOver, isStepOver, isTimedOut } from "./clocks";

const start = new Date("2026-03-28T15:00:00.000Z");
const after = ({ days = 0, hours = 0, minutes = 0, milliseconds = 0 }) => new Date(start.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000 + milliseconds);

test.each([
  ["at once", {}, false],
  ["after 72 hours to the millisecond", { hours: 72 }, false],
  ["a millisecond later", { hours: 72, milliseconds: 1 }, true],
])("Step 2 %s", (_name, later, isOver) => {
  expect(isStepOver(start, after(later))).toBe(isOver);
});

describe("the time-out", () => {
  test.each([
    ["with a retry, over the limit", { retryCount: 1 }, 24, { hours: 24, milliseconds: 1 }, true],
    ["with a retry, at the limit", { retryCount: 1 }, 24, { hours: 24 }, false],
    ["without a retry, however long", { retryCount: 0 }, 24, { days: 400 }, false],
    ["switched off", { retryCount: 2 }, null, { days: 400 }, false],
  ])("%s", (_name, submission, hours, later, isOver) => {
    expect(isTimedOut({ stepClockAt: start, ...submission }, hours, after(later))).toBe(isOver);
  });
});

test.each([
  ["ten minutes old", { minutes: 10 }, false],
  ["a millisecond older", { minutes: 10, milliseconds: 1 }, true],
])("a bank code %s", (_name, later, isOver) => {
  expect(isBankCodeOver(start, after(later))).toBe(isOver);
});

test("what is over stays over", () => {
  fc.assert(
    fc.property(fc.nat(10 ** 10), fc.nat(10 ** 10), (first, more) => {
      const [one, later] = [new Date(start.getTime() + first), new Date(start.getTime() + first + more)];
      expect(isStepOver(start, one) && !isStepOver(start, later)).toBe(false);
    }),
  );
});
