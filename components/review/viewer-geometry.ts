import type { View } from "./viewer-state";

/** Where an image stands in its pane: what is at `x`, `y` was its corner before it was made `scale` times as large. Pixels of the pane. */
export type Placement = Pick<View, "scale" | "x" | "y">;

export interface Size {
  width: number;
  height: number;
}

/** A part of an image as it is shown, in shares of its width and height. */
export interface Place extends Size {
  x: number;
  y: number;
}

export const scaleRange = { min: 1, max: 10 } as const;
/** Pixels around an image that is fitted into its pane. */
const margin = 16;

const between = (value: number, min: number, max: number) => Math.min(Math.max(value, min), max);

/** The nearest placement that leaves no gap at an edge of the pane. */
export function bounded({ scale, x, y }: Placement, pane: Size): Placement {
  const allowed = between(scale, scaleRange.min, scaleRange.max);
  return { scale: allowed, x: between(x, pane.width * (1 - allowed), 0), y: between(y, pane.height * (1 - allowed), 0) };
}

/** Where a fitted image lies in its pane, after its turn. */
function fitted(image: Size, pane: Size, rotation: View["rotation"]): Place {
  const [width, height] = rotation % 180 === 0 ? [image.width, image.height] : [image.height, image.width];
  const ratio = Math.min((pane.width - 2 * margin) / width, (pane.height - 2 * margin) / height);
  return { x: (pane.width - width * ratio) / 2, y: (pane.height - height * ratio) / 2, width: width * ratio, height: height * ratio };
}

/** An image as it is first shown: as a whole, or a place of it as large as fits. */
export function homeOf(place: Place | null, image: Size, pane: Size, rotation: View["rotation"]): Placement {
  if (place === null || pane.width <= 2 * margin || pane.height <= 2 * margin) return { scale: 1, x: 0, y: 0 };
  const whole = fitted(image, pane, rotation);
  const [width, height] = [whole.width * place.width, whole.height * place.height];
  const scale = between(Math.min((pane.width - 2 * margin) / width, (pane.height - 2 * margin) / height), scaleRange.min, scaleRange.max);
  const middle = { x: whole.x + whole.width * place.x + width / 2, y: whole.y + whole.height * place.y + height / 2 };
  return bounded({ scale, x: pane.width / 2 - scale * middle.x, y: pane.height / 2 - scale * middle.y }, pane);
}

/** What becomes of `own` when it does what led its neighbour from `before` to `after`: as many times larger about the same point, and as far moved. */
export function following(own: Placement, before: Placement, after: Placement, pane: Size): Placement {
  const factor = after.scale / before.scale;
  return bounded({ scale: own.scale * factor, x: after.x + (own.x - before.x) * factor, y: after.y + (own.y - before.y) * factor }, pane);
}

/** Where an image stands in a pane that has become another size: what was in the middle still is. */
export function reframed({ scale, x, y }: Placement, image: Size, from: Size, to: Size, rotation: View["rotation"]): Placement {
  const [before, after] = [fitted(image, from, rotation), fitted(image, to, rotation)];
  // In shares of the fitted image, from its middle, which is that of the pane.
  const right = ((from.width / 2 - x) / scale - from.width / 2) / before.width;
  const down = ((from.height / 2 - y) / scale - from.height / 2) / before.height;
  return bounded({ scale, x: to.width / 2 - scale * (to.width / 2 + right * after.width), y: to.height / 2 - scale * (to.height / 2 + down * after.height) }, to);
}
