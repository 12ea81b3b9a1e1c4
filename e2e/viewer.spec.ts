import type { Locator, Page } from "@playwright/test";
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
