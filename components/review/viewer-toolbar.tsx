"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Icon } from "@/components/ui/icons";
import { Popover } from "@/components/ui/popover";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { View } from "./viewer-state";

export interface ViewerToolbarProps {
  acts: Record<"zoomIn" | "zoomOut" | "fit" | "rotateLeft" | "rotateRight" | "sideBySide", () => void> & { brighten: (brightness: number) => void };
  view: View;
  sideBySide: boolean;
  image: SubmissionDetail["images"][number] | null;
}

export function ViewerToolbar({ acts, view, sideBySide, image }: ViewerToolbarProps) {
  const t = useTranslations("case.viewer");
  const kindName = useTranslations("case.images");
  const separator = <span className="mx-1 h-4 w-px bg-line" />;

  return (
    <div role="toolbar" aria-label={t("toolbar")} className="flex min-h-10 min-w-0 flex-wrap items-center gap-1 border-b border-line px-4">
      <IconButton label={t("zoomOut")} shortcut="-" onClick={acts.zoomOut}>
        <Icon name="minus" />
      </IconButton>
      <span className="w-11 text-center text-text-2 tabular-nums">{view.scale === 1 ? t("fitted") : t("percent", { value: Math.round(view.scale * 100) })}</span>
      <IconButton label={t("zoomIn")} shortcut="+" onClick={acts.zoomIn}>
        <Icon name="plus" />
      </IconButton>
      <IconButton label={t("fit")} shortcut="0" onClick={acts.fit}>
        <Icon name="fit" />
      </IconButton>
      {separator}
      <IconButton label={t("rotateLeft")} shortcut="[" onClick={acts.rotateLeft}>
        <Icon name="rotate-left" />
      </IconButton>
      <IconButton label={t("rotateRight")} shortcut="]" onClick={acts.rotateRight}>
        <Icon name="rotate-right" />
      </IconButton>
      {separator}
      <Brightness value={view.brightness} onChange={acts.brighten} />
      <IconButton label={t("sideBySide")} pressed={sideBySide} onClick={acts.sideBySide}>
        <Icon name="sides" />
      </IconButton>
      <span className="flex-1" />
      {image ? (
        <span className="truncate text-small text-text-3 max-[1199px]:hidden">
          {kindName(image.kind)}, {image.width} × {image.height}
        </span>
      ) : null}
    </div>
  );
}

function Brightness({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const t = useTranslations("case.viewer");
  const [open, setOpen] = useState(false);

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("brightness")}
      trigger={
        <IconButton label={t("brightness")} pressed={value !== 100 || open} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="light" />
        </IconButton>
      }
    >
      <label className="flex items-center gap-2 whitespace-nowrap">
        <input
          type="range"
          min={40}
          max={240}
          step={10}
          value={value}
          onChange={(event) => onChange(event.target.valueAsNumber)}
          aria-label={t("brightness")}
          className="w-40 accent-(--accent)"
        />
        <span className="w-12 text-right tabular-nums">{t("percent", { value })}</span>
      </label>
    </Popover>
  );
}
