"use client";

import { useTranslations } from "next-intl";
import type { Dispatch } from "react";
import { useCommands, type Command } from "@/components/shell/commands";
import { useToast } from "@/components/ui/toast";
import { imageKinds, type ImageKind } from "@/lib/kyc/images";
import type { PaneControls } from "./image-pane";
import { useCaseKeys } from "./use-case-keys";
import type { FullScreen } from "./use-full-screen";
import { viewerKeys, viewerTools, type ViewerTool } from "./viewer-keys";
import { isPlainLight, viewOf, type ViewerAct, type ViewerState } from "./viewer-state";

export type ViewerActs = Record<ViewerTool, () => void>;

/** Why an act is not possible now. */
type Obstacle = "linkNeeds" | "facesNeed" | "fullScreenNeeds";

export interface ViewerActsInput {
  state: ViewerState;
  present: readonly ImageKind[];
  /** Both panes, or the only one. */
  panes: () => (PaneControls | null)[];
  fullScreen: FullScreen;
  dispatch: Dispatch<ViewerAct>;
}

/** What can be done with the images, by button, key or palette. */
export function useViewerActs({ state, panes, fullScreen, dispatch }: Omit<ViewerActsInput, "present">): ViewerActs {
  const t = useTranslations("case.viewer");
  const toast = useToast();
  const active = () => panes()[state.active];
  const fitAll = () => {
    for (const pane of panes()) pane?.fitAtOnce();
  };

  return {
    zoomIn: () => active()?.zoomIn(),
    zoomOut: () => active()?.zoomOut(),
    fit: () => (state.sideBySide && state.linked ? fitAll() : active()?.fit()),
    rotateLeft: () => dispatch({ type: "rotate", by: -90 }),
    rotateRight: () => dispatch({ type: "rotate", by: 90 }),
    brighter: () => dispatch({ type: "light", of: "brightness", by: 1 }),
    darker: () => dispatch({ type: "light", of: "brightness", by: -1 }),
    moreContrast: () => dispatch({ type: "light", of: "contrast", by: 1 }),
    lessContrast: () => dispatch({ type: "light", of: "contrast", by: -1 }),
    invert: () => dispatch({ type: "invert" }),
    loupe: () => {
      dispatch({ type: "loupe" });
      // Its arrows are heard where the image has the focus.
      if (state.loupe === null) active()?.focus();
    },
    sideBySide: () => dispatch({ type: "sideBySide" }),
    link: () => dispatch({ type: "link" }),
    faces: () => dispatch({ type: "faces" }),
    fullScreen: () => void fullScreen.toggle().catch(() => toast({ tone: "warn", message: t("fullScreenFailed") })),
  };
}

/** Two images are linked only side by side; faces are compared where both images came. */
export function obstacleTo(tool: ViewerTool, { state, present, fullScreen }: Pick<ViewerActsInput, "state" | "present" | "fullScreen">): Obstacle | null {
  if (tool === "link" && !state.sideBySide) return "linkNeeds";
  if (tool === "fullScreen" && !fullScreen.isPossible) return "fullScreenNeeds";
  const hasFaces = present.includes("idImage") && present.includes("selfieImage");
  return tool === "faces" && !hasFaces ? "facesNeed" : null;
}

/** The acts by their keys, the images by theirs, and both in the palette. */
export function useViewerKeys(enabled: boolean, acts: ViewerActs, { dispatch, ...now }: Omit<ViewerActsInput, "panes">): void {
  const t = useTranslations("case.viewer");
  const kindName = useTranslations("case.images");
  const images = imageKinds.map((kind, index) => ({ kind, key: (index + 1).toString(), show: () => dispatch({ type: "show", subject: kind }) }));

  useCaseKeys(enabled, {
    ...Object.fromEntries(viewerTools.filter((tool) => obstacleTo(tool, now) === null).map((tool) => [viewerKeys[tool], acts[tool]])),
    "=": acts.zoomIn,
    ...Object.fromEntries(images.map(({ key, show }) => [key, show])),
  });
  useCommands((): Command[] => {
    const group = "images";
    const plainLight = { id: "plainLight", group, label: t("plainLight"), run: () => dispatch({ type: "plainLight" }) } as const;
    return [
      ...images.map(({ kind, key, show }) => ({ id: kind, group, label: t("show", { image: kindName(kind) }), keys: [key], reason: now.present.includes(kind) ? null : t("none"), run: show }) as const),
      ...viewerTools.map((tool) => {
        const obstacle = obstacleTo(tool, now);
        return { id: tool, group, label: t(tool), keys: [viewerKeys[tool]], reason: obstacle === null ? null : t(obstacle), run: acts[tool] } as const;
      }),
      ...(isPlainLight(viewOf(now.state, now.state.active)) ? [] : [plainLight]),
    ];
  });
}
