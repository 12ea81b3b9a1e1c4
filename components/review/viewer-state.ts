import { imageKinds, type ImageKind } from "@/lib/kyc/images";

/** How an image is looked at. `scale` 1 fits it into its pane; `x` and `y` are pixels of the pane. */
export interface View {
  scale: number;
  x: number;
  y: number;
  rotation: 0 | 90 | 180 | 270;
  /** Per cent. */
  brightness: number;
  /** Per cent. */
  contrast: number;
  inverted: boolean;
}

export type Light = Pick<View, "brightness" | "contrast" | "inverted">;

const plainLight: Light = { brightness: 100, contrast: 100, inverted: false };
export const plainView: View = { scale: 1, x: 0, y: 0, rotation: 0, ...plainLight };

/** Per cent of brightness and contrast. */
export const lightRange = { min: 40, max: 240, step: 10 } as const;
/** What a key adds or takes: two steps of the slider. */
const lightKeyStep = 20;

export type PaneIndex = 0 | 1;

/** What a pane can show: an image, or the place of the ID front where documents carry the portrait. */
export const paneSubjects = [...imageKinds, "portrait"] as const;
export type PaneSubject = (typeof paneSubjects)[number];

export const imageOf = (subject: PaneSubject): ImageKind => (subject === "portrait" ? "idImage" : subject);

/** A magnifying glass in a pane, its middle in shares of the pane's width and height. */
export interface Loupe {
  pane: PaneIndex;
  x: number;
  y: number;
}

export interface ViewerState {
  /** What each pane shows; the second is on screen only side by side. */
  panes: readonly [PaneSubject, PaneSubject];
  sideBySide: boolean;
  /** Side by side, what zooms and moves one image does so to the other. */
  linked: boolean;
  /** The pane that the toolbar, the thumbnails and the keys act on. */
  active: PaneIndex;
  loupe: Loupe | null;
  /** Kept by pane and subject. */
  views: Partial<Record<`${PaneIndex}:${PaneSubject}`, View>>;
}

export type ViewerAct =
  | { type: "show"; subject: PaneSubject; pane?: PaneIndex }
  | { type: "activate"; pane: PaneIndex }
  | { type: "sideBySide" | "faces" | "link" | "loupe" | "invert" | "plainLight" }
  | { type: "loupeAt"; loupe: Loupe }
  | { type: "look"; pane: PaneIndex; subject: PaneSubject; change: Partial<View> }
  | { type: "light"; of: "brightness" | "contrast"; by: 1 | -1 }
  | { type: "rotate"; by: 90 | -90 };

/** The first image that came, beside the selfie; where one of them is missing, beside another that came. */
export function initialViewer(present: readonly ImageKind[]): ViewerState {
  const first = imageKinds.find((kind) => present.includes(kind)) ?? "idImage";
  const others = imageKinds.filter((kind) => present.includes(kind) && kind !== first);
  const second = others.find((kind) => kind === "selfieImage") ?? others[0] ?? "selfieImage";
  return { panes: [first, second], sideBySide: false, linked: false, active: 0, loupe: null, views: {} };
}

export function isSeen({ views, panes }: ViewerState, pane: PaneIndex): boolean {
  return views[`${pane}:${panes[pane]}`] !== undefined;
}

/** A portrait that was not looked at yet stands as the ID front was turned. */
export function viewOf({ views, panes }: ViewerState, pane: PaneIndex): View {
  const subject = panes[pane];
  const front = subject === "portrait" ? (views["0:idImage"] ?? views["1:idImage"]) : undefined;
  return views[`${pane}:${subject}`] ?? { ...plainView, rotation: front?.rotation ?? 0 };
}

export function isPlainLight({ brightness, contrast, inverted }: Light): boolean {
  return brightness === 100 && contrast === 100 && !inverted;
}

/** As CSS writes it; undefined for an image as it came. */
export function filterOf(light: Light): string | undefined {
  if (isPlainLight(light)) return undefined;
  return `brightness(${light.brightness.toString()}%) contrast(${light.contrast.toString()}%)${light.inverted ? " invert(1)" : ""}`;
}

/** Whether the portrait stands beside the selfie. */
export function showsFaces({ sideBySide, panes }: ViewerState): boolean {
  return sideBySide && panes[0] === "portrait" && panes[1] === "selfieImage";
}

/** Whether a pane has the magnifying glass: linked, both have it at the same place. */
export function hasLoupe({ loupe, sideBySide, linked }: ViewerState, pane: PaneIndex): boolean {
  return loupe !== null && (loupe.pane === pane || (sideBySide && linked));
}

function turned(rotation: View["rotation"], by: 90 | -90): View["rotation"] {
  const turns = [0, 90, 180, 270] as const;
  return turns[(turns.indexOf(rotation) + (by === 90 ? 1 : 3)) % 4] ?? 0;
}

function lookAt(state: ViewerState, pane: PaneIndex, subject: PaneSubject, change: Partial<View>): ViewerState {
  const view = viewOf({ ...state, panes: pane === 0 ? [subject, state.panes[1]] : [state.panes[0], subject] }, pane);
  return { ...state, views: { ...state.views, [`${pane}:${subject}`]: { ...view, ...change } } };
}

function faced(state: ViewerState): ViewerState {
  const loupe = state.loupe && { ...state.loupe, pane: 0 as const };
  if (showsFaces(state)) return { ...state, panes: ["idImage", "selfieImage"], sideBySide: false, active: 0, loupe };
  return { ...state, panes: ["portrait", "selfieImage"], sideBySide: true, active: 0, loupe };
}

export function viewerReducer(state: ViewerState, act: ViewerAct): ViewerState {
  const { active, panes } = state;
  const lookAtActive = (change: Partial<View>) => lookAt(state, active, panes[active], change);
  const view = viewOf(state, active);

  switch (act.type) {
    case "show": {
      const pane = act.pane ?? active;
      return { ...state, active: pane, panes: pane === 0 ? [act.subject, panes[1]] : [panes[0], act.subject] };
    }
    case "activate":
      return active === act.pane ? state : { ...state, active: act.pane };
    case "sideBySide":
      return { ...state, sideBySide: !state.sideBySide, active: 0, loupe: state.loupe && { ...state.loupe, pane: 0 } };
    case "faces":
      return faced(state);
    case "link":
      return { ...state, linked: !state.linked };
    case "loupe":
      return { ...state, loupe: state.loupe === null ? { pane: active, x: 0.5, y: 0.5 } : null };
    case "loupeAt":
      return state.loupe === null ? state : { ...state, loupe: act.loupe };
    case "look":
      return lookAt(state, act.pane, act.subject, act.change);
    case "light":
      return lookAtActive({ [act.of]: Math.min(Math.max(view[act.of] + act.by * lightKeyStep, lightRange.min), lightRange.max) });
    case "invert":
      return lookAtActive({ inverted: !view.inverted });
    case "plainLight":
      return lookAtActive(plainLight);
    case "rotate":
      return lookAtActive({ rotation: turned(view.rotation, act.by), scale: 1, x: 0, y: 0 });
  }
}
