import { flags, type Flag } from "../flags";
import { hitsOf } from "../rules/evaluate";
import type { RuleResult } from "../rules/rule";
import { openDifferences, type Layers } from "./compare";

const isWorkedOut = (flag: Flag) => flag.startsWith("rule_hit:") || flag.startsWith("field_mismatch:");

/**
 * The flags of a case, in the order of `flags`: which rules hit and which fields differ without a correction follows from
 * what stands now, every other flag stays as it came.
 */
export function flagsAfter(before: readonly Flag[], results: readonly RuleResult[], layers: Layers): Flag[] {
  const wanted = new Set<Flag>([
    ...before.filter((flag) => !isWorkedOut(flag)),
    ...hitsOf(results).map((hit): Flag => `rule_hit:${hit.rule}`),
    ...openDifferences(layers).map((field): Flag => `field_mismatch:${field}`),
  ]);
  return flags.filter((flag) => wanted.has(flag));
}
