"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { filterOf, type View } from "./viewer-state";

/** A quarter turn swaps the sides of what the image is fitted into. */
const turns: Record<View["rotation"], string> = {
  0: "size-full",
  90: "h-[100cqw] w-[100cqh] rotate-90",
  180: "size-full rotate-180",
  270: "h-[100cqw] w-[100cqh] -rotate-90",
};

export interface PictureProps {
  src: string;
  alt: string;
  view: Omit<View, "scale" | "x" | "y">;
}

/** What an image is fitted into, before it is moved. */
export const stageClass = "size-full origin-top-left p-4";

/** The image, turned and lit as it is looked at, or what to do when it cannot be shown. */
export function Picture({ src, alt, view }: PictureProps) {
  return (
    <div className="@container-[size] grid size-full grid-cols-1 grid-rows-1 place-items-center">
      <Shown src={src} alt={alt} className={turns[view.rotation]} filter={filterOf(view)} />
    </div>
  );
}

function Shown({ src, alt, className, filter }: { src: string; alt: string; className: string; filter: string | undefined }) {
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
          onClick={(event) => {
            // The button goes; the pane that holds it stays.
            event.currentTarget.closest<HTMLElement>("[role=region]")?.focus();
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
      style={filter === undefined ? undefined : { filter }}
      className={classNames("pointer-events-none max-w-none object-contain select-none", className)}
    />
  );
}
