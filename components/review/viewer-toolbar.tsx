"use client";

import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Icon, type IconName } from "@/components/ui/icons";
import { Menu, MenuSwitch } from "@/components/ui/menu";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { ViewerActs } from "./use-viewer-acts";
import { viewerKeys } from "./viewer-keys";
import { ViewerLight, type ViewerLightProps } from "./viewer-light";
import type { View } from "./viewer-state";

export interface ViewerToolbarProps extends Omit<ViewerLightProps, "light"> {
  acts: ViewerActs;
  view: View;
  isOn: Record<SwitchName, boolean>;
  /** Why a switch is not possible now, in words; null where it is. */
  obstacle: (name: SwitchName) => string | null;
  image: SubmissionDetail["images"][number] | null;
}

const switches = [
  { name: "sideBySide", icon: "sides", stays: true },
  { name: "link", icon: "link", stays: false },
  { name: "faces", icon: "faces", stays: false },
  { name: "loupe", icon: "loupe", stays: true },
  { name: "fullScreen", icon: "expand", stays: false },
] as const satisfies { name: keyof ViewerActs; icon: IconName; stays: boolean }[];

export type SwitchName = (typeof switches)[number]["name"];

/** A bar too narrow for all of it gives some into a menu, and a very narrow one all that is on or off. */
const shownFrom = { middle: "@max-[395px]:hidden", wide: "@max-[539px]:hidden" } as const;

export function ViewerToolbar({ acts, view, isOn, obstacle, image, onLight, onPlain }: ViewerToolbarProps) {
  const t = useTranslations("case.viewer");
  const kindName = useTranslations("case.images");
  const separator = <span className="mx-1 h-4 w-px bg-line" />;
  const act = (name: keyof ViewerActs, icon: IconName) => (
    <IconButton label={t(name)} shortcut={viewerKeys[name]} onClick={acts[name]}>
      <Icon name={icon} />
    </IconButton>
  );

  return (
    <div className="@container relative z-20">
      <div role="toolbar" aria-label={t("toolbar")} className="flex min-h-10 min-w-0 items-center gap-1 border-b border-line px-4 whitespace-nowrap">
        {act("zoomOut", "minus")}
        <span className="w-11 shrink-0 text-center text-text-2 tabular-nums">{view.scale === 1 ? t("fitted") : t("percent", { value: Math.round(view.scale * 100) })}</span>
        {act("zoomIn", "plus")}
        {act("fit", "fit")}
        {separator}
        {act("rotateLeft", "rotate-left")}
        {act("rotateRight", "rotate-right")}
        {separator}
        <ViewerLight light={view} onLight={onLight} onPlain={onPlain} />
        {switches.map(({ name, icon, stays }) => {
          const reason = obstacle(name);
          return (
            <IconButton
              key={name}
              label={t(name)}
              shortcut={viewerKeys[name]}
              pressed={reason === null && isOn[name]}
              disabled={reason !== null}
              {...(reason === null ? {} : { title: t("notNow", { tool: t(name), reason }) })}
              onClick={acts[name]}
              className={stays ? shownFrom.middle : shownFrom.wide}
            >
              <Icon name={icon} />
            </IconButton>
          );
        })}
        <MoreTools acts={acts} isOn={isOn} obstacle={obstacle} />
        <span className="flex-1" />
        {image ? (
          <span className="truncate text-small text-text-3 @max-[539px]:hidden">
            {kindName(image.kind)}, {image.width} × {image.height}
          </span>
        ) : null}
      </div>
    </div>
  );
}

/** What has no room on the bar, and what has, so that nothing has to be looked for in two places. */
function MoreTools({ acts, isOn, obstacle }: Pick<ViewerToolbarProps, "acts" | "isOn" | "obstacle">) {
  const t = useTranslations("case.viewer");
  return (
    <Menu
      trigger={
        <IconButton label={t("more")} className="@min-[540px]:hidden">
          <Icon name="more" />
        </IconButton>
      }
    >
      {switches.map(({ name }) => (obstacle(name) === null ? <MenuSwitch key={name} label={t(name)} checked={isOn[name]} onChange={acts[name]} /> : null))}
    </Menu>
  );
}
