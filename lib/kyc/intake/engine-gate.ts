import type { ProjectOptions } from "../options";
import { engineOptions, optionEngines, type EngineName, type EngineOption } from "./engine-ports";

/** Of every option that needs engines, those that are not configured; an option with an empty list can be kept. */
export type MissingEngines = Record<EngineOption, EngineName[]>;

export function missingEngines(isConfigured: (engine: EngineName) => boolean): MissingEngines {
  const missingOf = (option: EngineOption) => optionEngines[option].filter((engine) => !isConfigured(engine));
  return Object.fromEntries(engineOptions.map((option) => [option, missingOf(option)])) as MissingEngines;
}

/** What is on of an option, by name: a switch is one thing, each pipeline another. */
function partsOn(options: ProjectOptions, option: EngineOption): readonly string[] {
  const value = options[option];
  if (typeof value === "boolean") return value ? [option] : [];
  return value;
}

export const isOptionOn = (options: ProjectOptions, option: EngineOption): boolean => partsOn(options, option).length > 0;

/** Options of which saving would switch something on that lacks an engine. What was on already may stay on. */
export function ungatedOptions(before: ProjectOptions, after: ProjectOptions, missing: MissingEngines): EngineOption[] {
  return engineOptions.filter((option) => missing[option].length > 0 && partsOn(after, option).some((part) => !partsOn(before, option).includes(part)));
}

/** Options that are on although an engine that they need is not configured any more: their checks are not run. */
export function unkeptOptions(options: ProjectOptions, missing: MissingEngines): EngineOption[] {
  return engineOptions.filter((option) => missing[option].length > 0 && isOptionOn(options, option));
}
