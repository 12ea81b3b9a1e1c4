import { expect, test } from "vitest";
import { initialViewer, plainView, viewerReducer, viewOf, type ViewerAct, type ViewerState } from "./viewer-state";

const after = (state: ViewerState, ...acts: ViewerAct[]) => acts.reduce(viewerReducer, state);
const start = initialViewer(["idImage", "idBackImage", "selfieImage"]);

test.each([
  ["front and selfie", ["idImage", "idBackImage", "selfieImage"], ["idImage", "selfieImage"]],
  ["front and back without a selfie", ["idImage", "idBackImage"], ["idImage", "idBackImage"]],
  ["back alone", ["idBackImage"], ["idBackImage", "selfieImage"]],
  ["nothing", [], ["idImage", "selfieImage"]],
] as const)("side by side begins with %s", (_name, present, panes) => {
  expect(initialViewer(present).panes).toEqual(panes);
});

test("how an image is looked at is kept while another one is shown", () => {
  const state = after(
    start,
    { type: "look", pane: 0, kind: "idImage", change: { scale: 3, x: -40, brightness: 140 } },
    { type: "show", kind: "idBackImage" },
  );
  expect(viewOf(state, 0)).toEqual(plainView);
  expect(viewOf(after(state, { type: "show", kind: "idImage" }), 0)).toMatchObject({ scale: 3, x: -40, brightness: 140 });
});

test("turning goes round and fits the image anew", () => {
  const zoomed = after(start, { type: "look", pane: 0, kind: "idImage", change: { scale: 3, x: -40 } }, { type: "rotate", by: -90 });
  expect(viewOf(zoomed, 0)).toMatchObject({ rotation: 270, scale: 1, x: 0 });
  expect(viewOf(after(zoomed, { type: "rotate", by: 90 }), 0).rotation).toBe(0);
});

test("keys and thumbnails act on the active pane", () => {
  const state = after(start, { type: "sideBySide" }, { type: "activate", pane: 1 }, { type: "show", kind: "idBackImage" });
  expect(state.panes).toEqual(["idImage", "idBackImage"]);
});

test("one image in both panes is looked at in each by itself", () => {
  const state = after(start, { type: "sideBySide" }, { type: "show", pane: 1, kind: "idImage" }, { type: "rotate", by: 90 });
  expect(viewOf(state, 1).rotation).toBe(90);
  expect(viewOf(state, 0).rotation).toBe(0);
});
