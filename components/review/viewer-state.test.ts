import { expect, test } from "vitest";
import { filterOf, hasLoupe, initialViewer, isPlainLight, isSeen, plainView, showsFaces, viewerReducer, viewOf, type ViewerAct, type ViewerState } from "./viewer-state";

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
    { type: "look", pane: 0, subject: "idImage", change: { scale: 3, x: -40, brightness: 140 } },
    { type: "show", subject: "idBackImage" },
  );
  expect(viewOf(state, 0)).toEqual(plainView);
  expect(viewOf(after(state, { type: "show", subject: "idImage" }), 0)).toMatchObject({ scale: 3, x: -40, brightness: 140 });
});

test("turning goes round and fits the image anew", () => {
  const zoomed = after(start, { type: "look", pane: 0, subject: "idImage", change: { scale: 3, x: -40 } }, { type: "rotate", by: -90 });
  expect(viewOf(zoomed, 0)).toMatchObject({ rotation: 270, scale: 1, x: 0 });
  expect(viewOf(after(zoomed, { type: "rotate", by: 90 }), 0).rotation).toBe(0);
});

test("keys and thumbnails act on the active pane", () => {
  const state = after(start, { type: "sideBySide" }, { type: "activate", pane: 1 }, { type: "show", subject: "idBackImage" });
  expect(state.panes).toEqual(["idImage", "idBackImage"]);
});

test("one image in both panes is looked at in each by itself", () => {
  const state = after(start, { type: "sideBySide" }, { type: "show", pane: 1, subject: "idImage" }, { type: "rotate", by: 90 });
  expect(viewOf(state, 1).rotation).toBe(90);
  expect(viewOf(state, 0).rotation).toBe(0);
});

test("keys change light and contrast step by step, and not beyond what the sliders have", () => {
  const brighter: ViewerAct = { type: "light", of: "brightness", by: 1 };
  expect(viewOf(after(start, brighter), 0)).toMatchObject({ brightness: 120, contrast: 100 });
  expect(viewOf(after(start, ...Array.from({ length: 20 }, () => brighter)), 0).brightness).toBe(240);
  expect(viewOf(after(start, ...Array.from({ length: 20 }, (): ViewerAct => ({ type: "light", of: "contrast", by: -1 }))), 0).contrast).toBe(40);
});

test("an image as it came has no filter, and every light goes back to that", () => {
  expect(filterOf(plainView)).toBeUndefined();
  const lit = after(start, { type: "light", of: "brightness", by: -1 }, { type: "light", of: "contrast", by: 1 }, { type: "invert" });
  expect(filterOf(viewOf(lit, 0))).toBe("brightness(80%) contrast(120%) invert(1)");
  expect(isPlainLight(viewOf(after(lit, { type: "plainLight" }), 0))).toBe(true);
  expect(isPlainLight(viewOf(after(lit, { type: "show", subject: "selfieImage" }), 0))).toBe(true);
});

test("one act puts the portrait beside the selfie, and again shows the front alone", () => {
  const faces = after(start, { type: "show", subject: "idBackImage" }, { type: "faces" });
  expect(showsFaces(faces)).toBe(true);
  expect(isSeen(faces, 0)).toBe(false);
  expect(after(faces, { type: "faces" })).toMatchObject({ panes: ["idImage", "selfieImage"], sideBySide: false });
});

test("the portrait is first turned as the front was, and then by itself", () => {
  const turned = after(start, { type: "rotate", by: 90 }, { type: "faces" });
  expect(viewOf(turned, 0)).toMatchObject({ rotation: 90, scale: 1 });
  const further = after(turned, { type: "rotate", by: 90 });
  expect(viewOf(further, 0).rotation).toBe(180);
  expect(viewOf(after(further, { type: "show", subject: "idImage" }), 0).rotation).toBe(90);
});

test("the loupe begins in the middle of the active pane, and stands in both when they are linked", () => {
  const on = after(start, { type: "sideBySide" }, { type: "activate", pane: 1 }, { type: "loupe" });
  expect(on.loupe).toEqual({ pane: 1, x: 0.5, y: 0.5 });
  expect([hasLoupe(on, 0), hasLoupe(on, 1)]).toEqual([false, true]);
  expect(hasLoupe(after(on, { type: "link" }), 0)).toBe(true);
  expect(after(on, { type: "sideBySide" }).loupe?.pane).toBe(0);
  expect(after(on, { type: "loupe" }).loupe).toBeNull();
});

test("a pointer over an image moves no loupe that is off", () => {
  expect(after(start, { type: "loupeAt", loupe: { pane: 0, x: 0.1, y: 0.1 } }).loupe).toBeNull();
});
