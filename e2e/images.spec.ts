import sharp from "sharp";
import { expect, signInAs, test } from "./fixtures";
import { castStory } from "./stage";

test("a picture is given to members of its project only, re-encoded and without metadata", async ({ page, cast, signIn, browser, stage }) => {
  const id = await cast.addCase();
  const path = `/api/submissions/${id}/images/idImage`;
  expect((await page.request.get(path)).status()).toBe(401);

  await signIn("viewer");
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({ "content-type": "image/jpeg", "cache-control": "private, no-store" });
  const metadata = await sharp(await answer.body()).metadata();
  expect(metadata).toMatchObject({ width: 640, height: 400 });
  expect(metadata.exif ?? metadata.iptc ?? metadata.xmp).toBeUndefined();

  const elsewhere = await castStory(stage);
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await signInAs(stranger, elsewhere.members.admin);
  expect((await stranger.request.get(path)).status()).toBe(404);
  await context.close();
});

test("the pictures of a case are on the page, each with its name, and keys pick one", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ images: ["idImage", "selfieImage"] });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const shown = page.getByRole("img").and(page.locator(`[src*="/images/idImage"]`)).first();
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  await page.keyboard.press("3");
  await expect(page.locator(`img[src*="/images/selfieImage"]`).first()).toBeVisible();
});
