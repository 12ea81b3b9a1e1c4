import fc from "fast-check";
import { expect, test } from "vitest";
import { bounded, following, homeOf, reframed } from "./viewer-geometry";

const pane = { width: 600, height: 400 };
const whole = { scale: 1, x: 0, y: 0 };
const upperLeft = { x: 0, y: 0, width: 0.5, height: 0.5 };

test("an image without a place of its own is first shown as a whole", () => {
  expect(homeOf(null, { width: 1000, height: 700 }, pane, 0)).toEqual(whole);
});

test("a place is first shown as large as fits, in the middle of the pane", () => {
  // Fitted, 736 × 368 stand as they are at 16, 16 of a pane of 768 × 400.
  const home = homeOf({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 }, { width: 736, height: 368 }, { width: 768, height: 400 }, 0);
  expect(home).toEqual({ scale: 2, x: -384, y: -200 });
});

test("a place is one of the image as it is turned", () => {
  // Turned, it is 200 wide and 400 high; its upper left quarter lies left of the middle of the pane.
  const turned = homeOf(upperLeft, { width: 400, height: 200 }, pane, 90);
  const upright = homeOf(upperLeft, { width: 200, height: 400 }, pane, 0);
  expect(turned).toEqual(upright);
  expect(turned).not.toEqual(homeOf(upperLeft, { width: 400, height: 200 }, pane, 0));
});

test("a pane that is not laid out yet shows the whole", () => {
  expect(homeOf(upperLeft, pane, { width: 0, height: 0 }, 0)).toEqual(whole);
});

test("no placement leaves a gap at an edge or goes beyond what can be zoomed", () => {
  expect(bounded({ scale: 2, x: 50, y: -900 }, pane)).toEqual({ scale: 2, x: 0, y: -400 });
  expect(bounded({ scale: 0.5, x: -10, y: 0 }, pane)).toEqual({ scale: 1, x: 0, y: 0 });
  expect(bounded({ scale: 40, x: 0, y: 0 }, pane).scale).toBe(10);
});

test("a linked image that stood as its neighbour did goes where it goes", () => {
  const number = fc.double({ min: -2000, max: 0, noNaN: true });
  const placement = fc.record({ scale: fc.double({ min: 1, max: 10, noNaN: true }), x: number, y: number }).map((any) => bounded(any, pane));
  fc.assert(
    fc.property(placement, placement, (before, after) => {
      const { scale, x, y } = following(before, before, after, pane);
      expect(scale).toBeCloseTo(after.scale, 6);
      expect(x).toBeCloseTo(after.x, 6);
      expect(y).toBeCloseTo(after.y, 6);
    }),
  );
});

test("a linked image keeps how much larger it is than its neighbour", () => {
  const own = { scale: 3, x: -600, y: -400 };
  const closer = following(own, whole, { scale: 2, x: -300, y: -200 }, pane);
  expect(closer).toEqual({ scale: 6, x: -1500, y: -1000 });
  expect(following(closer, { scale: 2, x: -300, y: -200 }, whole, pane)).toEqual(own);
});

test("what is in the middle of a pane stays there when the pane becomes another size", () => {
  const image = { width: 568, height: 368 };
  // Fitted as it is into 600 × 400; its right quarter, at 442 of 600, is brought to the middle: 300 - 2 × 442.
  const wide = { width: 1168, height: 768 };
  const grown = reframed({ scale: 2, x: -584, y: -200 }, image, pane, wide, 0);
  // Fitted twice as large into 1168 × 768, the same place is at 584 + 142 × 2.
  expect(grown).toEqual({ scale: 2, x: 584 - 2 * 868, y: -384 });
  expect(reframed(grown, image, wide, pane, 0)).toEqual({ scale: 2, x: -584, y: -200 });
  expect(reframed(whole, image, pane, wide, 0)).toEqual(whole);
});
