import { flagKindOf, flagKinds, type Flag } from "../flags";
import type { ProjectOptions } from "../options";

/** What a case's flags make of its place in the queue: the weight of each kind that it has, once however many flags are of it. */
export function priorityOf(flags: readonly Flag[], weights: ProjectOptions["flagWeights"]): number {
  const present = new Set(flags.map(flagKindOf));
  return flagKinds.reduce((sum, kind) => sum + (present.has(kind) ? (weights[kind] ?? 0) : 0), 0);
}
