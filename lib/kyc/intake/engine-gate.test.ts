import { describe, expect, test } from "vitest";
import { defaultOptions, type ProjectOptions } from "../options";
import { missingEngines, ungatedOptions, unkeptOptions } from "./engine-gate";
import type { EngineName } from "./engine-ports";

const on = (options: Partial<ProjectOptions>): ProjectOptions => ({ ...defaultOptions, ...options });
const without = (...names: EngineName[]) => missingEngines((engine) => !names.includes(engine));

test("an option lacks exactly those of its engines that are not configured", () => {
  expect(without("forensics", "printedText", "mrz")).toMatchObject({ idCardValidation: ["printedText", "forensics"], selfieLiveness: [], faceDuplication: [] });
});

describe("an option that lacks an engine", () => {
  const missing = without("documentLiveness", "faces");

  test.each<[string, ProjectOptions, ProjectOptions, string[]]>([
    ["cannot be switched on", on({}), on({ faceDuplication: true }), ["faceDuplication"]],
    ["stays on", on({ faceDuplication: true }), on({ faceDuplication: true, ageLimit: 20 }), []],
    ["can be switched off", on({ faceDuplication: true }), on({}), []],
    ["takes no further pipeline", on({ idLivenessPipelines: ["screenReplay"] }), on({ idLivenessPipelines: ["screenReplay", "paperPrinted"] }), ["idLivenessPipelines"]],
    ["may lose a pipeline", on({ idLivenessPipelines: ["screenReplay", "paperPrinted"] }), on({ idLivenessPipelines: ["paperPrinted"] }), []],
    ["hinders no other", on({}), on({ selfieLiveness: true }), []],
  ])("%s", (_name, before, after, refused) => {
    expect(ungatedOptions(before, after, missing)).toEqual(refused);
  });

  test("is not kept while it is on", () => {
    expect(unkeptOptions(on({ faceDuplication: true, selfieLiveness: true }), missing)).toEqual(["faceDuplication"]);
    expect(unkeptOptions(on({ faceDuplication: true }), without())).toEqual([]);
  });
});
