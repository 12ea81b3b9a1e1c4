import { imageKinds, type ImageKind } from "@/lib/kyc/images";

/** How an image is looked at. `scale` 1 fits it into its pane; `x` and `y` are pixels of the pane. */
export interface View {
  scale: number;
  x: number;
  y: number;
  rotation: 0 | 90 | 180 | 270;
  /** Per cent. */
  brightness: number;
}

export const plainView: View = { scale: 1, x: 0, y: 0, rotation: 0, brightness: 100 };

export type PaneIndex = 0 | 1;

export interface ViewerState {
  /** What each pane shows; the second is on screen only side by side. */
  panes: readonly [ImageKind, ImageKind];
  sideBySide: boolean;
  /** The pane that the toolbar, the thumbnails and the keys act on. */
  active: PaneIndex;
  /** Kept by pane and image while the page is open. */
  views: Partial<Record<`${PaneIndex}:${ImageKind}`, View>>;
}

export type ViewerAct =
  | { type: "show"; kind: ImageKind; pane?: PaneIndex }
  | { type: "activate"; pane: PaneIndex }
  | { type: "sideBySide" }
  | { type: "look"; pane: PaneIndex; kind: ImageKind; change: Partial<View> }
  | { type: "rotate"; by: 90 | -90 };

/** The first image that came, beside the selfie; where one of them is missing, beside another that came. */
export function initialViewer(present: readonly ImageKind[]): ViewerState {
  const first = imageKinds.find((kind) => present.includes(kind)) ?? "idImage";
  const others = imageKinds.filter((kind) => present.includes(kind) && kind !== first);
  const second = others.find((kind) => kind === "selfieImage") ?? others[0] ?? "selfieImage";
  return { panes: [first, second], sideBySide: false, active: 0, views: {} };
}

export function viewOf(state: ViewerState, pane: PaneIndex): View {
  return state.views[`${pane}:${state.panes[pane]}`] ?? plainView;
}

function turned(rotation: View["rotation"], by: 90 | -90): View["rotation"] {
  const turns = [0, 90, 180, 270] as const;
  return turns[(turns.indexOf(rotation) + (by === 90 ? 1 : 3)) % 4] ?? 0;
}

function look(state: ViewerState, pane: PaneIndex, kind: ImageKind, change: Partial<View>): ViewerState {
  const key = `${pane}:${kind}` as const;
  return { ...state, views: { ...state.views, [key]: { ...(state.views[key] ?? plainView), ...change } } };
}

export function viewerReducer(state: ViewerState, act: ViewerAct): ViewerState {
  switch (act.type) {
    case "show": {
      const pane = act.pane ?? state.active;
      return { ...state, active: pane, panes: pane === 0 ? [act.kind, state.panes[1]] : [state.panes[0], act.kind] };
    }
    case "activate":
      return state.active === act.pane ? state : { ...state, active: act.pane };
    case "sideBySide":
      return { ...state, sideBySide: !state.sideBySide, active: 0 };
    case "look":
      return look(state, act.pane, act.kind, act.change);
    case "rotate": {
      const { active, panes } = state;
      return look(state, active, panes[active], { rotation: turned(viewOf(state, active).rotation, act.by), scale: 1, x: 0, y: 0 });
    }
  }
}
