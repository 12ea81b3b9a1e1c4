"use client";

import { useTranslations } from "next-intl";
import { useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type PointerEvent, type Ref } from "react";
import { useZoomPanPinch } from "react-zoom-pan-pinch";
import { classNames } from "@/components/ui/class-names";
import { LoupeGlass } from "./loupe-glass";
import { Picture, stageClass } from "./picture";
import { useAnimationMs } from "./use-animation-ms";
import { bounded, following, homeOf, reframed, scaleRange, type Place, type Placement, type Size } from "./viewer-geometry";
import type { Loupe, View } from "./viewer-state";

/** What the toolbar, the keys and a linked neighbour ask of a pane. */
export interface PaneControls {
  zoomIn: () => void;
  zoomOut: () => void;
  /** As it was first shown. */
  fit: () => void;
  /** The same for both of two linked images: neither leads the other. */
  fitAtOnce: () => void;
  /** Does what led the neighbour from one placement to another. */
  follow: (before: Placement, after: Placement) => void;
  focus: () => void;
}

const arrows: Partial<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface ImagePaneProps {
  src: string;
  alt: string;
  /** How the image is looked at when the pane is made, and its turn and light ever after. */
  view: View;
  /** False when the image was not looked at before: it then begins where it is at home. */
  isSeen: boolean;
  size: Size;
  /** The part of the image that it is first shown at; null for the whole. */
  place: Place | null;
  loupe: Pick<Loupe, "x" | "y"> | null;
  /** Where it was led to, and from where; null where nobody led it: it followed its neighbour, or went home by itself. */
  onLook: (after: Placement, from: Placement | null) => void;
  onLoupe: (at: Pick<Loupe, "x" | "y">) => void;
  controls: Ref<PaneControls>;
}

const zoomStep = 0.5;
const panStep = 80;
const loupeStep = 16;
const loupeStride = 64;
/** For a pixel that the wheel says it turned: a notch of a mouse is 100 to 120 of them, a touch of a trackpad a few. */
const wheelStep = 0.0025;
/** Beyond this many pixels between press and release, a click was a drag. */
const dragSlack = 4;
/** How far over a finger the loupe stands, in pixels: what is looked at must not lie under it. */
const overFinger = 112;

const isSame = (one: Size, other: Size) => one.width === other.width && one.height === other.height;
const within = (share: number) => Math.min(Math.max(share, 0), 1);

/** The gestures of one image, and where it stands. */
function usePlacement({ view, isSeen, size, place, onLook, controls }: Pick<ImagePaneProps, "view" | "isSeen" | "size" | "place" | "onLook" | "controls">) {
  const animationMs = useAnimationMs();
  const turnedTo = useRef(isSeen || place === null ? view.rotation : null);
  /** While it moves by itself, and leads no neighbour. */
  const isUnled = useRef(false);
  const last = useRef<Placement>({ scale: view.scale, x: view.x, y: view.y });
  const steady = useRef<{ placement: Placement; pane: Size } | null>(null);
  const { wrapperRef, contentRef, instance, useTransform } = useZoomPanPinch({
    initialScale: view.scale,
    initialPositionX: view.x,
    initialPositionY: view.y,
    minScale: scaleRange.min,
    maxScale: scaleRange.max,
    wheel: { step: wheelStep },
    doubleClick: { mode: "toggle", step: 2, animationTime: animationMs },
    panning: { velocityDisabled: true },
    autoAlignment: { animationTime: animationMs },
  });
  const pane = () => ({ width: wrapperRef.current?.clientWidth ?? 0, height: wrapperRef.current?.clientHeight ?? 0 });
  useTransform(({ scale, positionX, positionY }) => {
    const before = last.current;
    last.current = { scale, x: positionX, y: positionY };
    const now = pane();
    // While the pane becomes another size, the library already moves the image inside it: nothing to go by.
    if (steady.current === null || isSame(steady.current.pane, now)) steady.current = { placement: last.current, pane: now };
    onLook(last.current, isUnled.current ? null : before);
  });

  const moveTo = ({ scale, x, y }: Placement, ms: number) => void instance.current.getContext().setTransform(x, y, scale, ms);
  const jumpTo = (placement: Placement) => {
    isUnled.current = true;
    moveTo(placement, 0);
    isUnled.current = false;
  };
  const home = () => homeOf(place, size, pane(), view.rotation);

  // An image that is new here, or turned, begins at home; one that comes back to a pane of another size stays inside it.
  const settle = useEffectEvent((rotation: View["rotation"]) => {
    if (turnedTo.current !== rotation) jumpTo(home());
    else if (last.current.scale > 1) jumpTo(bounded(last.current, pane()));
    turnedTo.current = rotation;
  });
  useLayoutEffect(() => settle(view.rotation), [view.rotation]);

  // Side by side, full screen and the window's edge change the pane; what was in its middle stays there.
  const resized = useEffectEvent(() => {
    const now = pane();
    const { placement, pane: before } = steady.current ?? { placement: last.current, pane: now };
    steady.current = { placement, pane: now };
    if (placement.scale > 1 && !isSame(before, now)) jumpTo(reframed(placement, size, before, now, view.rotation));
  });
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => resized());
    if (wrapperRef.current) observer.observe(wrapperRef.current);
    return () => observer.disconnect();
  }, [wrapperRef]);

  useImperativeHandle(controls, () => ({
    zoomIn: () => void instance.current.getContext().zoomIn(zoomStep, animationMs),
    zoomOut: () => void instance.current.getContext().zoomOut(zoomStep, animationMs),
    fit: () => moveTo(home(), animationMs),
    fitAtOnce: () => jumpTo(home()),
    follow: (before, after) => jumpTo(following(last.current, before, after, pane())),
    focus: () => wrapperRef.current?.focus(),
  }));

  const panBy = (x: number, y: number) => void instance.current.getContext().panBy(x, y, animationMs);
  return { wrapperRef, contentRef, panBy };
}

/**
 * One image: the wheel zooms to the pointer, dragging moves it, two fingers do both. Without dragging, the arrows move it,
 * and a click on a zoomed image brings that place to the middle; while the loupe is on, it follows pointer, finger and
 * arrows. Give it a `key` of pane and subject.
 */
export function ImagePane({ src, alt, view, loupe, onLoupe, ...rest }: ImagePaneProps) {
  const t = useTranslations("case.viewer");
  const pressedAt = useRef({ x: 0, y: 0 });
  const { wrapperRef, contentRef, panBy } = usePlacement({ view, ...rest });

  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const direction = arrows[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (loupe === null) return panBy(-direction[0] * panStep, -direction[1] * panStep);
    const { clientWidth, clientHeight } = event.currentTarget;
    const step = event.shiftKey ? loupeStride : loupeStep;
    onLoupe({ x: within(loupe.x + (direction[0] * step) / clientWidth), y: within(loupe.y + (direction[1] * step) / clientHeight) });
  };
  const centre = (event: MouseEvent<HTMLDivElement>) => {
    const isDrag = Math.hypot(event.clientX - pressedAt.current.x, event.clientY - pressedAt.current.y) > dragSlack;
    if (view.scale === 1 || loupe !== null || isDrag || event.detail > 1) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    panBy(left + width / 2 - event.clientX, top + height / 2 - event.clientY);
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (loupe === null || !event.isPrimary) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const lift = event.pointerType === "touch" ? overFinger : 0;
    onLoupe({ x: within((event.clientX - left) / width), y: within((event.clientY - lift - top) / height) });
  };

  return (
    // A region that the arrows scroll; what the click does, they do too.
    <div
      ref={wrapperRef}
      role="region"
      aria-label={t(loupe === null ? "pane" : "paneLoupe", { image: alt })}
      tabIndex={0}
      onKeyDownCapture={press}
      onPointerDownCapture={(event) => {
        pressedAt.current = { x: event.clientX, y: event.clientY };
        point(event);
      }}
      onPointerMoveCapture={point}
      onTouchStartCapture={(event) => {
        // One finger leads the loupe; two zoom, as ever.
        if (loupe !== null && event.touches.length === 1) event.stopPropagation();
      }}
      onClickCapture={centre}
      className={classNames(
        "absolute inset-0 @container-[size] touch-none overflow-hidden focus-visible:-outline-offset-2",
        loupe !== null ? "cursor-crosshair" : view.scale > 1 ? "cursor-grab active:cursor-grabbing" : "",
      )}
    >
      <div ref={contentRef} className={stageClass}>
        <Picture key={src} src={src} alt={alt} view={view} />
      </div>
      {loupe === null ? null : <LoupeGlass at={loupe} placement={view} src={src} alt="" view={view} />}
    </div>
  );
}
