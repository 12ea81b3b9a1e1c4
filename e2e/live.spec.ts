import { expect, hold, send, test } from "./fixtures";

test("what another decides shows in the queue where it stands, and the counts follow; nothing is reloaded", async ({ page, cast, signIn, another }) => {
  const [first, second] = [await cast.addCase({ fields: { fullName: "Anna Meier" } }), await cast.addCase({ fields: { fullName: "Boris Petrov" } })];
  await signIn("agent");
  await page.goto("/queue");
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await expect(row("Anna Meier")).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  const lead = await another("lead");
  expect((await send(lead, "POST", `/api/submissions/${first}/decision`, { outcome: "approved", version: 1, lease: await hold(lead, first) })).status()).toBe(200);
  await expect(row("Anna Meier")).toContainText("approved");
  await expect(page.getByRole("row").nth(1)).toContainText("Anna Meier");
  await expect(page.getByRole("navigation", { name: "Main" })).toContainText("1");
  await expect(row("Boris Petrov")).not.toContainText("approved");

  await cast.addCase({ fields: { fullName: "Clara Novak" } });
  await expect(page.getByRole("button", { name: /1 new case/ })).toBeVisible();
  await expect(row("Clara Novak")).toHaveCount(0);
  await page.getByRole("button", { name: /1 new case/ }).click();
  await expect(row("Clara Novak")).toBeVisible();
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
  expect(second).not.toBe(first);
});

test("a case that another decides says so at once, and what was typed stays", async ({ page, cast, signIn, another }) => {
  const [seen, typed] = [await cast.addCase(), await cast.addCase()];
  await signIn("agent");
  const lead = await another("lead");

  await page.goto(`/submissions/${seen}`);
  expect((await send(lead, "POST", `/api/submissions/${seen}/decision`, { outcome: "approved", version: 1, lease: await hold(lead, seen, "Off sick") })).status()).toBe(200);
  await expect(page.getByText(cast.members.lead.name).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeHidden();

  await page.goto(`/submissions/${typed}`);
  await page.keyboard.press("e");
  await page.getByLabel("Full name").fill("Kim Minseong");
  expect((await send(lead, "POST", `/api/submissions/${typed}/decision`, { outcome: "approved", version: 1, lease: await hold(lead, typed, "Off sick") })).status()).toBe(200);
  await expect(page.getByRole("alert").filter({ hasText: cast.members.lead.name })).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Minseong");
});

test("a page that is cut off says since when it is not live, and catches up when it is again", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ fields: { fullName: "Anna Meier" } });
  await signIn("lead");
  await page.route("**/api/live", (route) => route.abort());
  await page.goto("/queue");
  await expect(page.getByText(/Not live since \d\d:\d\d:\d\d, trying again/)).toBeVisible();
  expect((await send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "approved", version: 1, lease: await hold(page, id) })).status()).toBe(200);
  await page.unroute("**/api/live");
  await expect(page.getByText(/Not live since/)).toBeHidden({ timeout: 15_000 });
  await expect(page.getByRole("row").filter({ hasText: "Anna Meier" })).toContainText("approved");
});

test("the stream is for members alone, in their own project, and of another origin for nobody", async ({ page, browser, signIn }) => {
  const stranger = await browser.newContext();
  expect((await stranger.request.get("/api/live")).status()).toBe(401);
  await stranger.close();
  await signIn("viewer");
  const foreign = await page.request.get("/api/live", { headers: { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" } });
  expect(foreign.status()).toBe(403);
});
