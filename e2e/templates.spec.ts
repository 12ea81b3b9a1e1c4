import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { localeCookie } from "@/lib/i18n/locale";
import { themeCookie } from "@/lib/i18n/theme";
import { e2e } from "./environment";
import { expect, hold, readCase, send, test } from "./fixtures";

async function expectNoViolation(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`), where).toEqual([]);
}

const keep = async (page: Page, language: string, title: string, body: string) => expect((await send(page, "POST", "/api/templates", { language, title, body })).status()).toBe(200);

test("a lead keeps a template, is told what is wrong with it, changes it and removes it", async ({ page, signIn }) => {
  await signIn("lead");
  await page.goto("/settings/templates");
  await expect(page.getByRole("heading", { name: "No template has been kept yet" })).toBeVisible();
  await expectNoViolation(page, "without a template");
  await page.getByRole("button", { name: "New template" }).click();
  const dialog = page.getByRole("dialog", { name: "New template" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Language")).toBeFocused();
  await expect(dialog.getByText("Enter a title.")).toBeVisible();
  await dialog.getByLabel("Language").fill("german");
  await dialog.getByLabel("Language").press("Enter");
  await dialog.getByLabel("Title").fill("Rückseite");
  await dialog.getByLabel("Text").fill("Bitte senden Sie die {Seite} bis {Datum.");
  await expect(dialog.getByText("A brace is opened and not closed.")).toBeVisible();
  await expectNoViolation(page, "a template with a fault");
  await dialog.getByLabel("Text").fill("Bitte senden Sie die {Seite} bis {Datum}.");
  await expect(dialog.getByRole("complementary", { name: "As the agent sees it" })).toContainText("2 placeholders");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: "Rückseite" });
  await expect(row).toContainText("German");
  await expect(row.getByText("{Datum}")).toBeVisible();
  await expectNoViolation(page, "a template");

  await page.getByRole("button", { name: "New template" }).click();
  await dialog.getByLabel("Language").fill("de");
  await dialog.getByLabel("Title").fill("RÜCKSEITE");
  await dialog.getByLabel("Text").fill("Noch einmal.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("A template of this language has this title already.");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Acts on Rückseite" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const change = page.getByRole("dialog", { name: "Change “Rückseite”" });
  await change.getByLabel("Text").fill("Kurz.");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Kurz.");
  await page.getByRole("button", { name: "Acts on Rückseite" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "No template has been kept yet" })).toBeVisible();
});

test("an agent finds a template by the keyboard; until every placeholder is filled nothing is sent", async ({ page, cast, signIn, another }) => {
  const lead = await another("lead");
  await keep(lead, "en", "Other page", "Send {page} by {due date}, in {{braces}}.");
  await keep(lead, "ko", "뒷면", "뒷면을 보내 주세요.");
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("button", { name: "Reject", exact: true })).toBeVisible();
  await page.keyboard.press("r");
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  const text = picker.getByRole("textbox", { name: "Text for the applicant" });
  await expect(text).toBeFocused();
  await expect(picker.getByRole("button", { name: "Insert template" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(picker.getByRole("button", { name: "Insert template" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(picker.getByRole("combobox", { name: /Search templates/ })).toBeFocused();
  await expect(picker.getByRole("option")).toHaveCount(2);
  await expectNoViolation(page, "the templates");
  await page.keyboard.press("Escape");
  await expect(picker).toBeVisible();
  await expect(picker.getByRole("button", { name: "Insert template" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("english");
  await expect(picker.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");

  await expect(text).toHaveValue("Send {page} by {due date}, in {braces}.");
  await expect(picker.getByLabel("page", { exact: true })).toBeFocused();
  await expect(picker.getByRole("button", { name: "Fill in page, due date" })).toBeVisible();
  await page.keyboard.type("the back");
  await page.keyboard.press("Control+Enter");
  await expect(picker.getByRole("alert")).toHaveText("Fill in what the template leaves open.");
  await expect(picker.getByLabel("due date")).toBeFocused();
  await expectNoViolation(page, "a placeholder that is not filled");
  await page.keyboard.type("Friday");
  await expect(picker.getByRole("complementary")).toContainText("Send the back by Friday, in {braces}.");
  await page.keyboard.press("Control+Enter");
  await expect(picker).toBeHidden();
  expect((await readCase(page, id)).decision?.comments).toEqual(["Send the back by Friday, in {braces}."]);
});

test("the server refuses a text with a placeholder by its name", async ({ page, cast, signIn, another }) => {
  await keep(await another("lead"), "en", "Other page", "Send {page}.");
  const id = await cast.addCase();
  await signIn("agent");
  const answer = await send(page, "POST", `/api/submissions/${id}/decision`, { lease: await hold(page, id), outcome: "rejected", version: 1, codes: ["other"], otherText: "Send {page}.", fields: {}, confirmedHits: [] });
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("{page}");
  expect((await send(page, "POST", "/api/templates", { language: "en", title: "Mine", body: "a" })).status()).toBe(403);
});

test("in Korean and dark, a template goes from the page to the applicant by the keyboard", async ({ page, cast, signIn, context, another }) => {
  await context.addCookies([
    { name: localeCookie, value: "ko", url: e2e.origin },
    { name: themeCookie, value: "dark", url: e2e.origin },
  ]);
  await keep(await another("lead"), "ko", "뒷면 요청", "{기한}까지 뒷면을 보내 주세요.");
  const id = await cast.addCase();
  await signIn("lead");
  await page.goto("/settings/templates");
  await expect(page.getByRole("row").filter({ hasText: "뒷면 요청" })).toContainText("한국어");
  await expectNoViolation(page, "the templates' page in Korean");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("button", { name: "거절", exact: true })).toBeVisible();
  await page.keyboard.press("r");
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await expect(picker.getByRole("button", { name: "템플릿 넣기" })).toBeVisible();
  await expect(picker.getByRole("textbox", { name: "신청자에게 보낼 글" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(picker.getByRole("combobox", { name: "제목, 내용, 언어로 템플릿 찾기" })).toBeFocused();
  const session = await context.newCDPSession(page);
  await session.send("Input.insertText", { text: "뒷면" });
  await page.keyboard.press("Enter");
  await expect(picker.getByLabel("기한")).toBeFocused();
  await expect(picker.getByRole("button", { name: "채우기: 기한" })).toBeVisible();
  await expectNoViolation(page, "the picker in Korean");
  await session.send("Input.insertText", { text: "금요일" });
  await page.keyboard.press("Control+Enter");
  await expect(picker).toBeHidden();
  expect((await readCase(page, id)).decision?.comments).toEqual(["금요일까지 뒷면을 보내 주세요."]);
});

test("who is no lead sees why the page is closed", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto("/settings/templates");
  await expect(page.getByText("This page needs the role Lead.")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Templates" })).toHaveCount(0);
});
