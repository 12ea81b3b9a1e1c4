"use client";

import { useTranslations } from "next-intl";
import { useImperativeHandle, useState, type Ref } from "react";
import { useZoomPanPinch } from "react-zoom-pan-pinch";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import type { View } from "./viewer-state";

/** What the toolbar and the keys ask of a pane. */
export interface PaneControls {
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
}

export interface ImagePaneProps {
  src: string;
  alt: string;
  /** How the image is looked at when the pane is made, and its turn and brightness ever after. */
  view: View;
  onLook: (change: Pick<View, "scale" | "x" | "y">) => void;
  controls: Ref<PaneControls>;
}

const zoomStep = 0.5;
const animationMs = 100;

/** A quarter turn swaps the sides of what the image is fitted into. */
const turns: Record<View["rotation"], string> = {
  0: "size-full",
  90: "h-[100cqw] w-[100cqh] rotate-90",
  180: "size-full rotate-180",
  270: "h-[100cqw] w-[100cqh] -rotate-90",
};

/** One image: the wheel zooms to the pointer, dragging moves it, two fingers do both. Give it a `key` of pane and image. */
export function ImagePane({ src, alt, view, onLook, controls }: ImagePaneProps) {
  const { wrapperRef, contentRef, instance, useTransform } = useZoomPanPinch({
    initialScale: view.scale,
    initialPositionX: view.x,
    initialPositionY: view.y,
    minScale: 1,
    maxScale: 10,
    wheel: { step: 0.15 },
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
    [instance],
  );

  return (
    <div ref={wrapperRef} className={classNames("absolute inset-0 touch-none overflow-hidden", view.scale > 1 ? "cursor-grab active:cursor-grabbing" : "")}>
      <div ref={contentRef} className="size-full origin-top-left p-4">
        <div className="@container-[size] grid size-full place-items-center">
          <Picture key={src} src={src} alt={alt} className={turns[view.rotation]} brightness={view.brightness} />
        </div>
      </div>
    </div>
  );
}

interface PictureProps {
  src: string;
  alt: string;
  className: string;
  brightness: number;
}

/** The image, or what to do when it cannot be shown. */
function Picture({ src, alt, className, brightness }: PictureProps) {
  const t = useTranslations("case.viewer");
  const [tries, setTries] = useState(0);
  const [broken, setBroken] = useState(false);

  if (broken) {
    return (
      <div role="alert" className="grid justify-items-center gap-2 p-4 text-center">
        <p className="flex items-center gap-1 font-medium">
          <Icon name="overdue" className="text-danger" />
          {t("broken", { image: alt })}
        </p>
        <p className="text-text-2">{t("brokenText")}</p>
        <Button
          onClick={() => {
            setTries(tries + 1);
            setBroken(false);
          }}
        >
          {t("retry")}
        </Button>
      </div>
    );
  }
  return (
    // Personal data: only the authorised route may serve it, unoptimised.
    <img
      key={tries}
      ref={(image) => {
        // An image that failed before the page was alive told nobody.
        if (image?.complete && image.naturalWidth === 0) setBroken(true);
      }}
      src={src}
      alt={alt}
      draggable={false}
      onError={() => setBroken(true)}
      style={brightness === 100 ? undefined : { filter: `brightness(${brightness.toString()}%)` }}
      className={classNames("pointer-events-none max-w-none object-contain select-none", className)}
    />
  );
}
