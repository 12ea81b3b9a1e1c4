import { fieldNames, type Fields } from "../fields";
import { finalOf } from "../intake/step2";
import type { Layers } from "./compare";

/**
 * What counts once an image was read anew: what a person corrected stays, everything else follows from what was claimed and
 * read.
 */
export function finalAfterAnswer(before: Layers, after: Omit<Layers, "final">): Fields {
  const [untouched, anew] = [finalOf(before), finalOf(after)];
  return Object.fromEntries(fieldNames.map((field) => [field, before.final[field] === untouched[field] ? anew[field] : before.final[field]])) as Fields;
}
