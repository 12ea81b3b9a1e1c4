"use client";

import { useTranslations } from "next-intl";
import { useImperativeHandle, useRef, type KeyboardEvent, type MouseEvent, type Ref } from "react";
import { useZoomPanPinch } from "react-zoom-pan-pinch";
import { classNames } from "@/components/ui/class-names";
import { Picture, stageClass } from "./picture";
import { useAnimationMs } from "./use-animation-ms";
import type { View } from "./viewer-state";

/** What the toolbar and the keys ask of a pane. */
export interface PaneControls {
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
}

const arrows: Partial<Record<string, readonly [number, number]>> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export interface ImagePaneProps {
  src: string;
  alt: string;
  /** How the image is looked at when the pane is made, and its turn and brightness ever after. */
  view: View;
  onLook: (change: Pick<View, "scale" | "x" | "y">) => void;
  controls: Ref<PaneControls>;
}

const zoomStep = 0.5;
const panStep = 80;
/** For a pixel that the wheel says it turned: a notch of a mouse is 100 to 120 of them, a touch of a trackpad a few. */
const wheelStep = 0.0025;
/** Beyond this many pixels between press and release, a click was a drag. */
const dragSlack = 4;

/**
 * One image: the wheel zooms to the pointer, dragging moves it, two fingers do both. Without dragging, the arrows move it,
 * and a click on a zoomed image brings that place to the middle. Give it a `key` of pane and image.
 */
export function ImagePane({ src, alt, view, onLook, controls }: ImagePaneProps) {
  const t = useTranslations("case.viewer");
  const animationMs = useAnimationMs();
  const pressedAt = useRef({ x: 0, y: 0 });
  const { wrapperRef, contentRef, instance, useTransform } = useZoomPanPinch({
    initialScale: view.scale,
    initialPositionX: view.x,
    initialPositionY: view.y,
    minScale: 1,
    maxScale: 10,
    wheel: { step: wheelStep },
    doubleClick: { mode: "toggle", step: 2, animationTime: animationMs },
    panning: { velocityDisabled: true },
    autoAlignment: { animationTime: animationMs },
  });
  useTransform(({ scale, positionX, positionY }) => onLook({ scale, x: positionX, y: positionY }));

  useImperativeHandle(
    controls,
    () => ({
      zoomIn: () => void instance.current.getContext().zoomIn(zoomStep, animationMs),
      zoomOut: () => void instance.current.getContext().zoomOut(zoomStep, animationMs),
      fit: () => void instance.current.getContext().resetTransform(animationMs),
    }),
    [instance, animationMs],
  );

  const press = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void instance.current.getContext().panBy(direction[0] * panStep, direction[1] * panStep, animationMs);
  };
  const centre = (event: MouseEvent<HTMLDivElement>) => {
    const isDrag = Math.hypot(event.clientX - pressedAt.current.x, event.clientY - pressedAt.current.y) > dragSlack;
    if (view.scale === 1 || isDrag || event.detail > 1) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    void instance.current.getContext().panBy(left + width / 2 - event.clientX, top + height / 2 - event.clientY, animationMs);
  };

  return (
    // A region that the arrows scroll; what the click does, they do too.
    <div
      ref={wrapperRef}
      role="region"
      aria-label={t("pane", { image: alt })}
      tabIndex={0}
      onKeyDownCapture={press}
      onPointerDownCapture={(event) => {
        pressedAt.current = { x: event.clientX, y: event.clientY };
      }}
      onClickCapture={centre}
      className={classNames(
        "absolute inset-0 touch-none overflow-hidden focus-visible:-outline-offset-2",
        view.scale > 1 ? "cursor-grab active:cursor-grabbing" : "",
      )}
    >
      <div ref={contentRef} className={stageClass}>
        <Picture key={src} src={src} alt={alt} view={view} />
      </div>
    </div>
  );
}
