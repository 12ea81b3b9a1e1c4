"use client";

import { Picture, stageClass, type PictureProps } from "./picture";
import type { Placement } from "./viewer-geometry";
import type { Loupe } from "./viewer-state";

/** How many times larger than in the pane. */
const magnification = 2.5;

/**
 * A round glass over a pane: the picture under its middle, magnified. It takes no room, no pointer and no focus. The pane
 * is the container that its measures are of.
 */
export function LoupeGlass({ at, placement, ...picture }: PictureProps & { at: Pick<Loupe, "x" | "y">; placement: Placement }) {
  const offset = (share: number) => `calc(96px - ${(share * magnification * 100).toString()}%)`;
  return (
    <div
      data-loupe=""
      inert
      aria-hidden="true"
      className="pointer-events-none absolute size-48 -translate-1/2 overflow-hidden rounded-full bg-stage shadow-dialog outline-2 outline-line-control"
      style={{ left: `${(at.x * 100).toString()}%`, top: `${(at.y * 100).toString()}%` }}
    >
      <div className="absolute top-0 left-0 h-[100cqh] w-[100cqw] origin-top-left" style={{ transform: `translate(${offset(at.x)}, ${offset(at.y)}) scale(${magnification.toString()})` }}>
        <div className={stageClass} style={{ transform: `translate(${placement.x.toString()}px, ${placement.y.toString()}px) scale(${placement.scale.toString()})` }}>
          <Picture {...picture} alt="" />
        </div>
      </div>
    </div>
  );
}
