import type { Page } from "@playwright/test";
import { e2e } from "./environment";
import { expect, readCase, test } from "./fixtures";

/** Presses Tab until what is looked for has the focus. */
async function tabTo(page: Page, name: RegExp | string, role: "button" | "link" | "textbox" | "combobox" | "checkbox"): Promise<void> {
  const target = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `reached by Tab`).toBeFocused();
}

async function signInByKeys(page: Page, email: string) {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await tabTo(page, "E-mail", "textbox");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(e2e.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/queue/);
}

test("from sign-in to an approval without a mouse", async ({ page, cast }) => {
  const id = await cast.addCase();
  await signInByKeys(page, cast.members.agent.email);
  await tabTo(page, "Review next", "button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("approved", { exact: true }).first()).toBeVisible();
  expect((await readCase(page, id)).status).toBe("approved");
});

test("from the queue's row to a rejection with a correction without a mouse", async ({ page, cast }) => {
  const id = await cast.addCase();
  await signInByKeys(page, cast.members.agent.email);
  await tabTo(page, "Kim Minseo", "link");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
  await page.keyboard.press("e");
  await tabTo(page, /^Issuing country/, "combobox");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("IRN");
  await expect(page.getByRole("status").filter({ hasText: "id_info_blacklist" })).toBeVisible();
  await tabTo(page, "Save and reject", "button");
  await page.keyboard.press("Enter");
  const picker = page.getByRole("dialog");
  await expect(picker).toBeVisible();
  await page.keyboard.press("1");
  await expect(picker.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await page.keyboard.press("Control+Enter");
  await expect(picker).toBeHidden();
  const { status, decision } = await readCase(page, id);
  expect(status).toBe("rejected");
  expect(decision?.codes).toContain("id_info_blacklist");
  expect(decision?.codes).toHaveLength(2);
});

test("the focus is held by a dialog and given back when it closes", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Reject", exact: true }).focus();
  await page.keyboard.press("Enter");
  const picker = page.getByRole("dialog");
  await expect(picker.getByRole("checkbox").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(picker).toBeHidden();
  await expect(page.getByRole("button", { name: "Reject", exact: true })).toBeFocused();
});

test("`e` on a name that may not be corrected leads to the first field that may", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ fields: { fullName: "Дмитро Коваленко" }, printed: { fullName: "Дмитро Ковальчук" } });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("rowheader", { name: "1 field differs" })).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByLabel("Full name")).toBeDisabled();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^case-/);
});

test("a held key decides nothing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Approve", exact: true }).focus();
  await page.keyboard.down("Enter");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeFocused();
  await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeVisible();
  expect((await readCase(page, id)).status).toBe("pending");
});

test("the policy is changed and saved by keys alone", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await tabTo(page, "Age Limit", "textbox");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("21");
  await tabTo(page, "Blacklist Country", "combobox");
  await page.keyboard.type("croat");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, "Save as version 2", "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "Version 2" })).toContainText("Croatia was added to the blacklist.");
});
