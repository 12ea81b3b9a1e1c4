import { expect, test } from "vitest";
import { dueIn } from "./due";

const due = "2026-11-23T12:00:00.000Z";
const at = (minutes: number) => dueIn(due, Date.parse(due) + minutes * 60_000);

test("a case is overdue from the instant it is due, soon in its last four hours, later before", () => {
  expect([at(0), at(-1), at(-240), at(-241)].map(({ state }) => state)).toEqual(["overdue", "soon", "soon", "later"]);
});

test("the time is told in its largest whole unit", () => {
  expect([at(9), at(61), at(60 * 50), at(-38), at(-239), at(-60 * 24)]).toEqual([
    { state: "overdue", unit: "minutes", count: 9 }, { state: "overdue", unit: "hours", count: 1 }, { state: "overdue", unit: "days", count: 2 },
    { state: "soon", unit: "minutes", count: 38 }, { state: "soon", unit: "hours", count: 3 }, { state: "later", unit: "days", count: 1 },
  ]);
});
