import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { localeCookie } from "@/lib/i18n/locale";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";

const callWith = (page: Page, key: string) => page.request.get("/v3/submission", { headers: { "x-api-key": key } });

async function expectNoViolation(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`), where).toEqual([]);
}

test("an admin makes a key by the keyboard, copies it the once that it is shown, and revokes it", async ({ page, signIn, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn("admin");
  await page.goto("/queue");
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "API keys" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No key has been made yet" })).toBeVisible();
  await expectNoViolation(page, "without a key");

  await page.getByRole("button", { name: "Create key" }).press("Enter");
  const form = page.getByRole("dialog", { name: "Create an API key" });
  await expect(form.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form.getByText("Enter a name that says which program uses the key.")).toBeVisible();
  await form.getByLabel("Name").fill("n".repeat(101));
  await expect(form.getByText("A name has at most 100 characters.")).toBeVisible();
  await expectNoViolation(page, "a name that is too long");
  await form.getByLabel("Name").fill("Website, production");
  await page.keyboard.press("Enter");

  const shown = page.getByRole("dialog", { name: "Key “Website, production” was created" });
  await expect(shown.getByText("it is not shown again")).toBeVisible();
  await expect(shown.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  await expectNoViolation(page, "the key");
  await page.keyboard.press("Enter");
  await expect(shown.getByText("Copied", { exact: true })).toBeVisible();
  const key = await shown.getByRole("textbox", { name: "API key" }).inputValue();
  expect(key).toMatch(/^vk_[0-9a-f]{12}_[\w-]{43}$/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("button", { name: "Create key" })).toBeFocused();

  const row = page.getByRole("row").filter({ hasText: "Website, production" });
  await expect(row).toContainText("Never");
  await expect(row).toContainText("In force");
  expect((await callWith(page, key)).status()).not.toBe(403);
  await page.reload();
  await expect(row).toContainText(key.slice(0, 15));
  await expect(row).not.toContainText("Never");
  expect(await page.content()).not.toContain(key.slice(16));

  await page.getByRole("button", { name: "Revoke Website, production" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke “Website, production”?" });
  await expect(dialog).toContainText(key.slice(0, 15));
  await expect(dialog).toContainText("It was last used");
  await expectNoViolation(page, "revoking");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  await expect(page.getByRole("button", { name: "Revoke Website, production" })).toBeHidden();
  expect((await callWith(page, key)).status()).toBe(403);

  await page.goto("/audit");
  for (const action of ["Created an API key", "Revoked an API key"]) await expect(page.getByRole("row").filter({ hasText: action })).toBeVisible();
});

test("a key is copied as well where the browser gives no clipboard, as over plain http", async ({ page, signIn, context }) => {
  await context.grantPermissions(["clipboard-read"]);
  await signIn("admin");
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByLabel("Name").fill("Plain");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const key = await page.getByRole("textbox", { name: "API key" }).inputValue();
  const clipboard = await page.evaluateHandle(() => {
    const { clipboard } = navigator;
    Reflect.deleteProperty(Navigator.prototype, "clipboard");
    return clipboard;
  });
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  expect(await clipboard.evaluate((each) => each.readText())).toBe(key);
});

test("a key that somebody else revoked meanwhile is revoked, and the list is the present one", async ({ page, signIn, another, cast }) => {
  const key = await cast.addApiKey();
  await signIn("admin");
  await page.goto("/settings/keys");
  const other = await another("admin");
  await other.goto("/settings/keys");
  for (const each of [page, other]) await each.getByRole("button", { name: "Revoke Story" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(other.getByRole("dialog")).toBeHidden();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: key.slice(0, 15) })).toContainText("Revoked");
});

test("only an admin opens the keys", async ({ page, signIn, cast, another }) => {
  await cast.addApiKey();
  await signIn("lead");
  await page.goto("/settings/keys");
  await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  await expect(page.getByRole("link", { name: "API keys" })).toBeHidden();
  const viewer = await another("viewer");
  expect((await viewer.request.get("/api/settings/keys")).status()).toBe(403);
});

test("the keys are there in Korean", async ({ page, signIn, context, cast }) => {
  await cast.addApiKey();
  await context.addCookies([{ name: localeCookie, value: "ko", url: e2e.origin }]);
  await signIn("admin");
  await page.goto("/settings/keys");
  await expect(page.getByRole("row").filter({ hasText: "Story" })).toContainText("사용 중");
  await page.getByRole("button", { name: "키 만들기" }).click();
  await page.getByLabel("이름").fill("웹사이트");
  await page.getByRole("button", { name: "만들기", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "키를 만들었습니다: 웹사이트" })).toContainText("다시 표시되지 않으며");
  await expectNoViolation(page, "the key in Korean");
});
