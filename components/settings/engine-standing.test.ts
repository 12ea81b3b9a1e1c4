import { expect, test } from "vitest";
import { standingOf, type EngineStanding } from "./engine-standing";

const at = "2026-11-24T12:00:00.000Z";
const engine = { host: "mrz.example.com", circuit: "closed", lastAnswer: null } as const;
const failure = { outcome: "error", fault: "timed_out", at } as const;

test.each<[string, Parameters<typeof standingOf>[0], EngineStanding]>([
  ["without an address", { ...engine, host: null }, "notConfigured"],
  ["that nobody asked yet", engine, "notAsked"],
  ["that answered last", { ...engine, lastAnswer: { outcome: "ok", fault: null, at } }, "answers"],
  ["that could not tell", { ...engine, lastAnswer: { outcome: "not_available", fault: null, at } }, "cannotTell"],
  ["that failed last", { ...engine, lastAnswer: failure }, "failed"],
  ["that failed so often that it is paused", { ...engine, circuit: "open", lastAnswer: failure }, "paused"],
  ["whose pause one call may end", { ...engine, circuit: "half_open", lastAnswer: failure }, "trying"],
])("an engine %s", (_name, state, standing) => {
  expect(standingOf(state)).toBe(standing);
});
