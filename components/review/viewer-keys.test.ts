import { expect, test } from "vitest";
import { viewerKeys } from "./viewer-keys";

/** What acts on the case, picks an image, zooms in without Shift, or is held for acts on the case that are not there yet. */
const others = ["n", "e", "a", "r", "z", "u", "m", "t", "q", "x", "/", "?", "=", "1", "2", "3", "4"];

test("no key of an image is another key of the case", () => {
  const keys = [...Object.values(viewerKeys), ...others];
  expect(new Set(keys).size).toBe(keys.length);
});
