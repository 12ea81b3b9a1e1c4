import { expect, test } from "vitest";
import { createHealth, keptCalls } from "./health";

const at = new Date("2026-11-24T12:00:00Z");

test("nothing is told of an engine that was never asked", () => {
  expect(createHealth().read()).toEqual({ lastAnswer: null, latency: null });
});

test.each([
  ["one call", [40], { p50: 40, p95: 40, calls: 1 }],
  ["two calls", [90, 10], { p50: 10, p95: 90, calls: 2 }],
  ["twenty calls, in any order", Array.from({ length: 20 }, (_, index) => 20 - index), { p50: 10, p95: 19, calls: 20 }],
  ["more calls than are kept: the oldest are forgotten", [...Array.from({ length: 50 }, () => 9_000), ...Array.from({ length: keptCalls }, () => 7)], { p50: 7, p95: 7, calls: keptCalls }],
])("percentiles are the nearest ranks of %s", (_name, latencies, expected) => {
  const health = createHealth();
  for (const milliseconds of latencies) health.record({ outcome: "ok", fault: null, at }, milliseconds);
  expect(health.read().latency).toEqual(expected);
});

test("the last answer is the one that came last", () => {
  const health = createHealth();
  health.record({ outcome: "ok", fault: null, at }, 5);
  health.record({ outcome: "error", fault: "timed_out", at }, 8_000);
  expect(health.read().lastAnswer).toEqual({ outcome: "error", fault: "timed_out", at });
});
