import type { Locator, Page } from "@playwright/test";
import type { ImageKind } from "@/lib/kyc/images";
import { expect, test } from "./fixtures";

/** Where the shown image lies and how large it is. */
async function boxOf(image: Locator) {
  const box = await image.boundingBox();
  if (box === null) throw new Error("The image is not on the page.");
  return box;
}

async function openViewer(page: Page, id: string) {
  await page.goto(`/submissions/${id}`);
  const pane = page.getByRole("region", { name: /^ID front/ });
  const image = pane.getByRole("img");
  await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.complete && shown.naturalWidth > 0)).toBe(true);
  return { pane, image, percent: page.getByRole("toolbar", { name: "Image tools" }) };
}

async function zoomTwice(page: Page, percent: Locator) {
  await page.keyboard.press("+");
  await expect(percent).toContainText("150%");
  await page.keyboard.press("+");
  await expect(percent).toContainText("200%");
}

test("a notch of the wheel zooms a little, to the pointer", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const { image, percent } = await openViewer(page, id);
  const before = await boxOf(image);
  const pointer = { x: before.x + before.width * 0.25, y: before.y + before.height * 0.25 };
  await page.mouse.move(pointer.x, pointer.y);
  await page.mouse.wheel(0, -100);

  await expect(percent).toContainText("125%");
  const after = await boxOf(image);
  expect(after.width / before.width).toBeCloseTo(1.25, 1);
  expect((pointer.x - after.x) / after.width).toBeCloseTo(0.25, 1);
  expect((pointer.y - after.y) / after.height).toBeCloseTo(0.25, 1);
  await page.mouse.wheel(0, 100);
  await expect(percent).toContainText("Fit");
});

test("a zoomed image is moved by the arrows and by a click, without dragging", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const { pane, image, percent } = await openViewer(page, id);
  await zoomTwice(page, percent);
  await pane.focus();
  const before = await boxOf(image);
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await boxOf(image)).x).toBeLessThan(before.x - 40);
  await page.keyboard.press("ArrowUp");
  await expect.poll(async () => (await boxOf(image)).y).toBeGreaterThan(before.y + 20);

  await page.keyboard.press("0");
  await expect(percent).toContainText("Fit");
  await zoomTwice(page, percent);
  const centred = await boxOf(image);
  const place = await boxOf(pane);
  await page.mouse.click(place.x + place.width / 2 + 120, place.y + place.height / 2);
  await expect.poll(async () => Math.round(centred.x - (await boxOf(image)).x)).toBe(120);
});

test("who wants no motion sees the image at its place at once", async ({ page, cast, signIn }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const id = await cast.addCase();
  await signIn("agent");
  const { image } = await openViewer(page, id);
  const before = await boxOf(image);
  await page.getByRole("button", { name: "Zoom in" }).click();
  expect((await boxOf(image)).width / before.width).toBeCloseTo(1.5, 1);
});

test("keys still choose images after one was chosen side by side", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ images: ["idImage", "idBackImage", "selfieImage"] });
  await signIn("agent");
  await openViewer(page, id);
  await page.getByRole("button", { name: "Side by side" }).click();
  await page.getByLabel("Right image").selectOption("ID back");
  await page.getByLabel("Right image").press("3");
  await expect(page.getByLabel("Right image")).toHaveValue("selfieImage");
  await page.getByLabel("Right image").press("?");
  await expect(page.getByRole("dialog", { name: "Keys of a case" })).toContainText("Move a zoomed image");
});

for (const width of [720, 320])
  test(`at ${width.toString()} px the halves stand one above the other, and the page scrolls to the final values`, async ({ page, cast, signIn }) => {
    const id = await cast.addCase();
    await page.setViewportSize({ width, height: 450 });
    await signIn("agent");
    const { pane, image } = await openViewer(page, id);
    expect((await boxOf(image)).height).toBeLessThanOrEqual((await boxOf(pane)).height);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const input = page.getByLabel("Full name");
    await input.scrollIntoViewIfNeeded();
    await expect(input).toBeInViewport({ ratio: 0.9 });
    await input.fill("Kim Min Seo");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  });

test("at 1024 × 768 nothing but the halves scrolls, and the age stands beside the claim", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn("agent");
  await openViewer(page, id);
  expect(await page.locator("main").evaluate((main) => main.scrollHeight - main.clientHeight)).toBe(0);
  const claimed = page.getByRole("row", { name: /^Date of birth/ }).getByRole("cell").first();
  await expect(claimed).toHaveText(/^1994-05-12 \(\d+\)$/);
  await expect(claimed).toHaveAttribute("title", /^1994-05-12 \(\d+\)$/);
  expect(await claimed.evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0);
});

const faces: ImageKind[] = ["idImage", "selfieImage"];
const paneOf = (page: Page, name: RegExp) => page.getByRole("region", { name }).getByRole("img");
const filterOf = (image: Locator) => image.evaluate((shown) => getComputedStyle(shown).filter);

test("light, contrast and negative are kept by image, while another is shown and when the case is come back to", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ images: faces });
  await signIn("agent");
  const { image, percent } = await openViewer(page, id);
  for (const key of [".", ">", "i"]) await page.keyboard.press(key);
  await zoomTwice(page, percent);
  await expect.poll(() => filterOf(image)).toBe("brightness(1.2) contrast(1.2) invert(1)");
  await page.keyboard.press("3");
  await expect(percent).toContainText("Fit");
  expect(await filterOf(paneOf(page, /^Selfie/))).toBe("none");

  await page.getByRole("link", { name: "Queue" }).click();
  await page.getByRole("link", { name: "Kim Minseo" }).click();
  await expect(page.getByRole("button", { name: "Selfie", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("1");
  await expect(percent).toContainText("200%");
  expect(await filterOf(image)).toBe("brightness(1.2) contrast(1.2) invert(1)");
  expect(await page.evaluate((submissionId) => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).includes(submissionId), id)).toBe(false);

  await page.getByRole("button", { name: "Brightness and contrast" }).click();
  await page.getByRole("button", { name: "Colours as they came" }).click();
  await expect.poll(() => filterOf(image)).toBe("none");
});

test("the loupe follows the pointer and the arrows, and moves nothing else", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const { pane, image, percent } = await openViewer(page, id);
  const [before, place] = [await boxOf(image), await boxOf(pane)];
  await page.keyboard.press("l");
  const loupe = page.locator("[data-loupe]");
  const middle = async () => {
    const box = await boxOf(loupe);
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  };
  const start = await middle();
  expect(start).toEqual({ x: Math.round(place.x + place.width / 2), y: Math.round(place.y + place.height / 2) });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(middle).toEqual({ x: start.x + 16, y: start.y - 64 });

  const point = { x: Math.round(before.x + before.width * 0.3), y: Math.round(before.y + before.height * 0.6) };
  await page.mouse.move(point.x, point.y);
  await expect.poll(middle).toEqual(point);
  // What lies under the middle of the glass lies under the pointer.
  const magnified = await boxOf(loupe.locator("img"));
  expect((point.x - magnified.x) / magnified.width).toBeCloseTo(0.3, 1);
  expect((point.y - magnified.y) / magnified.height).toBeCloseTo(0.6, 1);
  expect(await boxOf(image)).toEqual(before);
  await expect(percent).toContainText("Fit");
  await page.keyboard.press("l");
  await expect(loupe).toHaveCount(0);
});

test("linked, one image does what is done to the other; unlinked, it stays", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ images: faces });
  await signIn("agent");
  const { percent } = await openViewer(page, id);
  await expect(page.getByRole("button", { name: "Link zoom and place" })).toBeDisabled();
  await page.keyboard.press("s");
  const [front, selfie] = [paneOf(page, /^ID front/), paneOf(page, /^Selfie/)];
  await expect.poll(() => selfie.evaluate((shown: HTMLImageElement) => shown.complete && shown.naturalWidth > 0)).toBe(true);
  const widths = async () => ({ front: (await boxOf(front)).width, selfie: (await boxOf(selfie)).width });
  const fitted = await widths();
  await page.keyboard.press("+");
  await expect(percent).toContainText("150%");
  expect((await widths()).selfie).toBe(fitted.selfie);
  await page.keyboard.press("0");
  await expect(percent).toContainText("Fit");

  await page.keyboard.press("k");
  const right = await boxOf(page.getByRole("region", { name: /^Selfie/ }));
  await page.mouse.move(right.x + right.width * 0.25, right.y + right.height * 0.5);
  await page.mouse.wheel(0, -200);
  await expect(percent).toContainText("150%");
  await expect.poll(async () => (await widths()).front / fitted.front).toBeCloseTo(1.5, 2);
  const [left, same] = [await boxOf(front), await boxOf(selfie)];
  const leftPane = await boxOf(page.getByRole("region", { name: /^ID front/ }));
  expect(left.x - leftPane.x).toBeCloseTo(same.x - right.x, 0);

  await page.keyboard.press("0");
  await expect(percent).toContainText("Fit");
  await expect.poll(widths).toEqual(fitted);
});

test("the portrait's place of the ID front stands large beside the selfie, and says that nobody looked for it", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ images: faces });
  await signIn("agent");
  const { percent } = await openViewer(page, id);
  await page.keyboard.press("p");
  await expect(page.getByLabel("Left image")).toHaveValue("portrait");
  await expect(page.getByLabel("Left image")).toHaveAttribute("title", /ICAO 9303.*No check/);
  await expect(page.getByLabel("Right image")).toHaveValue("selfieImage");
  const [pane, image] = [page.getByRole("region", { name: /^ID portrait/ }), paneOf(page, /^ID portrait/)];
  const large = await boxOf(image);
  const place = await boxOf(pane);
  // The left third fills the pane.
  expect(large.width / place.width).toBeGreaterThan(2);
  expect(large.x - place.x).toBeGreaterThan(-place.width / 2);
  await page.keyboard.press("-");
  await expect.poll(async () => (await boxOf(image)).width).toBeLessThan(large.width);
  await page.keyboard.press("0");
  await expect.poll(async () => (await boxOf(image)).width).toBeCloseTo(large.width, 0);
  await page.keyboard.press("p");
  await expect(page.getByLabel("Left image")).toHaveCount(0);
  await expect(percent).toContainText("Fit");
});

test("without a selfie there is nothing to compare the portrait with, and the button says so", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await openViewer(page, id);
  const button = page.getByRole("button", { name: "Portrait beside selfie" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAttribute("title", "Portrait beside selfie: Needs the ID front and a selfie");
  await page.keyboard.press("p");
  await expect(page.getByLabel("Left image")).toHaveCount(0);
});

test("the images take the whole screen, keys and dialogs go with them, and come back", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const { pane } = await openViewer(page, id);
  const before = await boxOf(pane);
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Full screen" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await boxOf(pane)).width).toBeGreaterThan(before.width * 1.5);
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeInViewport();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Full screen" })).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => boxOf(pane)).toEqual(before);
});

test("what is in the middle of a zoomed image stays there on the full screen and side by side", async ({ page, cast, signIn }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const id = await cast.addCase({ images: faces });
  await signIn("agent");
  const { pane, image, percent } = await openViewer(page, id);
  const place = await boxOf(pane);
  await zoomTwice(page, percent);
  await page.mouse.click(place.x + place.width * 0.7, place.y + place.height * 0.55);
  /** The place of the picture, 640 × 400, that is in the middle of the pane, in pixels of the picture from its own middle. */
  const middle = async () => {
    const [frame, shown] = [await boxOf(pane), await boxOf(image)];
    const ratio = Math.min(shown.width / 640, shown.height / 400);
    return [(frame.x + frame.width / 2 - shown.x - shown.width / 2) / ratio, (frame.y + frame.height / 2 - shown.y - shown.height / 2) / ratio];
  };
  const start = await middle();
  expect(start[0]).toBeGreaterThan(50);
  const drift = async () => Math.max(...(await middle()).map((share, axis) => Math.abs(share - (start[axis] ?? 0))));
  for (const key of ["f", "f", "s", "s"]) {
    const { width } = await boxOf(pane);
    await page.keyboard.press(key);
    await expect.poll(async () => (await boxOf(pane)).width, key).not.toBe(width);
    await expect.poll(drift, key).toBeLessThan(2);
  }
});

test("two fingers zoom, and with the loupe one finger leads it", async ({ another, cast }) => {
  const id = await cast.addCase();
  const page = await another("agent", { hasTouch: true, viewport: { width: 1024, height: 768 } });
  const { pane, image, percent } = await openViewer(page, id);
  const before = await boxOf(image);
  const place = await boxOf(pane);
  const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number }[]) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const fingers = (apart: number) => [{ x: middle.x - apart, y: middle.y }, { x: middle.x + apart, y: middle.y }] as const;
  await touch("touchStart", ...fingers(40));
  for (const apart of [50, 60, 70, 80]) await touch("touchMove", ...fingers(apart));
  await touch("touchEnd");
  await expect.poll(async () => (await boxOf(image)).width / before.width).toBeGreaterThan(1.5);
  await expect(percent).not.toContainText("Fit");

  await page.keyboard.press("l");
  const zoomed = await boxOf(image);
  await touch("touchStart", middle);
  await touch("touchMove", { x: middle.x + 60, y: middle.y + 150 });
  await touch("touchEnd");
  const loupe = page.locator("[data-loupe]");
  await expect.poll(async () => Math.round((await boxOf(loupe)).x + 96 - middle.x)).toBe(60);
  // Over the finger, not under it.
  expect((await boxOf(loupe)).y + 96).toBeLessThan(middle.y + 100);
  expect(await boxOf(image)).toEqual(zoomed);
});

test("no tool moves the image or leaves the bar, down to a half of 420 px and a window of 320", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ images: faces });
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn("agent");
  const { pane, percent } = await openViewer(page, id);
  const bar = percent;
  const overflow = () => bar.evaluate((element) => element.scrollWidth - element.clientWidth);
  const place = await boxOf(pane);
  expect(await overflow()).toBe(0);
  for (const key of ["i", "l", "k", ">", "+"]) {
    await page.keyboard.press(key);
    expect(await boxOf(pane), key).toEqual(place);
  }
  await bar.getByRole("button", { name: "More image tools" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Portrait beside selfie" }).click();
  await expect(page.getByLabel("Left image")).toHaveValue("portrait");

  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflow()).toBe(0);
  await bar.getByRole("button", { name: "More image tools" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Loupe" })).toHaveAttribute("aria-checked", "true");
  await page.keyboard.press("Escape");
  await bar.getByRole("button", { name: "Brightness and contrast" }).click();
  await expect(page.getByRole("slider", { name: "Contrast" })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
