import { expect, test } from "vitest";
import { flags } from "../flags";
import { priorityOf } from "./priority";

test("each kind of flag counts once, whatever its subjects", () => {
  const weights = { field_mismatch: 10, not_run: 1, warning: 50 };
  expect(priorityOf(["field_mismatch:fullName", "field_mismatch:birthDate", "not_run:mrz"], weights)).toBe(11);
  expect(priorityOf(flags, weights)).toBe(61);
});

test("what has no weight adds nothing, nor does a case without flags", () => {
  expect(priorityOf(["korean_id_mismatch"], { warning: 50 })).toBe(0);
  expect(priorityOf([], { warning: 50 })).toBe(0);
  expect(priorityOf(["warning:fake_id"], {})).toBe(0);
});
