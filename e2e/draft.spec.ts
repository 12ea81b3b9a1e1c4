import type { Page } from "@playwright/test";
import { expect, hold, readCase, send, signInAs, test } from "./fixtures";

const kept = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith("/draft") && answer.request().method() === "PUT" && answer.status() === 204);

async function typeName(page: Page, name: string): Promise<void> {
  await page.keyboard.press("e");
  const keeping = kept(page);
  await page.getByLabel("Full name").fill(name);
  await keeping;
}

test("the tab killed and reopened: the draft is there, and what happened to the case since is told", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const doomed = await page.context().newPage();
  await doomed.goto(`/submissions/${id}`, { waitUntil: "networkidle" });
  await typeName(doomed, "Kim Minseong");
  await doomed.close({ runBeforeUnload: false });

  const lead = await another("lead");
  const lease = await hold(lead, id, "Ada’s machine broke down");
  expect((await send(lead, "PATCH", `/api/submissions/${id}/fields`, { version: 1, lease, fields: { documentNumber: "M11111111" } })).status()).toBe(200);
  await send(lead, "POST", `/api/submissions/${id}/lease/release`, lease);

  await page.goto(`/submissions/${id}`);
  const notice = page.getByRole("status").filter({ hasText: /Your draft of .* was restored/ });
  await expect(notice).toContainText("The case was changed since:");
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Minseong");
  await page.getByLabel("Full name").press("Enter");
  await expect.poll(async () => (await readCase(page, id)).final).toMatchObject({ fullName: "Kim Minseong", documentNumber: "M11111111" });
  await expect(notice).toBeHidden();
  await expect.poll(async () => (await page.request.get(`/api/submissions/${id}/draft`)).json()).toEqual({ draft: null });
});

test("a draft that is given up is gone, by Cancel and by its own button", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const draft = async () => (await page.request.get(`/api/submissions/${id}/draft`)).json();
  await typeName(page, "Kim Minseong");
  expect(await draft()).toMatchObject({ draft: { version: 1, fields: { fullName: "Kim Minseong" } } });
  await page.keyboard.press("Escape");
  await expect.poll(draft).toEqual({ draft: null });

  await typeName(page, "Kim Other");
  await page.close({ runBeforeUnload: false });
  const again = await page.context().newPage();
  await again.goto(`/submissions/${id}`, { waitUntil: "networkidle" });
  await expect(again.getByLabel("Full name")).toHaveValue("Kim Other");
  await again.getByRole("button", { name: "Discard the draft" }).click();
  await expect(again.getByLabel("Full name")).toBeHidden();
  await expect.poll(async () => (await again.request.get(`/api/submissions/${id}/draft`)).json()).toEqual({ draft: null });
});

test("network lost and back in the middle of typing: nothing typed is lost, and it is saved then", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await typeName(page, "Kim Min");
  await page.context().setOffline(true);
  await page.getByLabel("Full name").fill("Kim Minseong");
  await page.getByLabel("Full name").press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "The server did not answer" })).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Minseong");

  await page.context().setOffline(false);
  await page.getByLabel("Full name").press("Enter");
  await expect.poll(async () => (await readCase(page, id)).final.fullName).toBe("Kim Minseong");
  await expect.poll(async () => (await page.request.get(`/api/submissions/${id}/draft`)).json()).toEqual({ draft: null });
});

test("what others change wipes nothing that is typed", async ({ page, browser, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await typeName(page, "Kim Minseong");
  const context = await browser.newContext();
  const lead = await context.newPage();
  await signInAs(lead, cast.members.lead);
  const lease = await hold(lead, id, "Second look");
  expect((await send(lead, "PATCH", `/api/submissions/${id}/fields`, { version: 1, lease, fields: { documentNumber: "M11111111" } })).status()).toBe(200);
  await expect(page.getByRole("alert").filter({ hasText: cast.members.lead.name }).first()).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Minseong");
  await context.close();
});
