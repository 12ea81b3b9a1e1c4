"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { imageKinds, type ImageKind } from "@/lib/kyc/images";
import { imageUrl } from "@/lib/queries/submission-detail";

export interface ThumbnailsProps {
  submissionId: string;
  present: readonly ImageKind[];
  shown: ImageKind;
  onShow: (kind: ImageKind) => void;
}

/** All four images, in the order of their keys; what did not come says so. */
export function Thumbnails({ submissionId, present, shown, onShow }: ThumbnailsProps) {
  const t = useTranslations("case.viewer");
  const kindName = useTranslations("case.images");

  return (
    <div className="grid min-w-0 grid-cols-4 gap-2 border-t border-line px-4 py-2">
      {imageKinds.map((kind, index) => {
        const isShown = kind === shown;
        return (
          <button
            key={kind}
            type="button"
            aria-label={present.includes(kind) ? kindName(kind) : t("absent", { image: kindName(kind) })}
            aria-pressed={isShown}
            onClick={() => onShow(kind)}
            className="grid min-w-0 grid-rows-[64px_20px] gap-1 text-left"
          >
            <span
              className={classNames(
                "grid place-items-center overflow-hidden rounded-small border border-line bg-sunken text-small text-text-3",
                isShown && "outline-2 -outline-offset-1 outline-accent-text",
              )}
            >
              {present.includes(kind) ? <Thumbnail src={imageUrl(submissionId, kind, "thumbnail")} /> : t("none")}
            </span>
            <span className={classNames("flex min-w-0 items-center gap-2 text-small", isShown ? "font-medium text-text" : "text-text-2")}>
              <Kbd>{index + 1}</Kbd>
              <span className="truncate">{kindName(kind)}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}

function Thumbnail({ src }: { src: string }) {
  const [broken, setBroken] = useState(false);
  const t = useTranslations("case.viewer");
  if (broken)
    return (
      <span className="flex items-center gap-1">
        <Icon name="overdue" small className="text-danger" />
        {t("notShown")}
      </span>
    );
  // Personal data: only the authorised route may serve it, unoptimised.
  return (
    <img
      ref={(image) => {
        // An image that failed before the page was alive told nobody.
        if (image?.complete && image.naturalWidth === 0) setBroken(true);
      }}
      src={src}
      alt=""
      draggable={false}
      onError={() => setBroken(true)}
      className="h-[62px] w-full object-cover"
    />
  );
}
