"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { Popover } from "@/components/ui/popover";
import { Switch } from "@/components/ui/switch";
import { viewerKeys } from "./viewer-keys";
import { isPlainLight, lightRange, type Light } from "./viewer-state";

export interface ViewerLightProps {
  light: Light;
  onLight: (change: Partial<Light>) => void;
  onPlain: () => void;
}

/** Brightness, contrast and negative of one image, under one button. */
export function ViewerLight({ light, onLight, onPlain }: ViewerLightProps) {
  const t = useTranslations("case.viewer");
  const invertId = useId();
  const [open, setOpen] = useState(false);
  const isPlain = isPlainLight(light);

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("light")}
      className="max-w-[calc(100vw-32px)] @max-[395px]:-left-52"
      trigger={
        <IconButton label={t("light")} pressed={!isPlain || open} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="light" />
        </IconButton>
      }
    >
      <div className="grid grid-cols-[auto_minmax(96px,160px)_48px_auto] items-center gap-x-2 gap-y-1 whitespace-nowrap">
        <Slider name="brightness" value={light.brightness} keys={[viewerKeys.darker, viewerKeys.brighter]} onChange={(brightness) => onLight({ brightness })} />
        <Slider name="contrast" value={light.contrast} keys={[viewerKeys.lessContrast, viewerKeys.moreContrast]} onChange={(contrast) => onLight({ contrast })} />
        <label htmlFor={invertId}>{t("invert")}</label>
        <span className="col-span-2 flex">
          <Switch id={invertId} checked={light.inverted} onChange={(event) => onLight({ inverted: event.target.checked })} />
        </span>
        <span className="flex justify-end">
          <Kbd>{viewerKeys.invert}</Kbd>
        </span>
        <Button size="small" className="col-span-4 mt-1 justify-self-start" inactive={isPlain} onClick={onPlain}>
          {t("plainLight")}
        </Button>
      </div>
    </Popover>
  );
}

function Slider({ name, value, keys, onChange }: { name: "brightness" | "contrast"; value: number; keys: readonly string[]; onChange: (value: number) => void }) {
  const t = useTranslations("case.viewer");
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t(name)}</label>
      <input id={id} type="range" {...lightRange} value={value} onChange={(event) => onChange(event.target.valueAsNumber)} className="w-full min-w-0 accent-(--accent)" />
      <span className="text-right tabular-nums">{t("percent", { value })}</span>
      <span className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </>
  );
}
