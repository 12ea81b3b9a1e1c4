import AxeBuilder from "@axe-core/playwright";
import { localeCookie, locales } from "@/lib/i18n/locale";
import { themeCookie } from "@/lib/i18n/theme";
import { e2e } from "./environment";
import { expect, hold, send, test } from "./fixtures";
import type { Page } from "@playwright/test";

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectNoViolation(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(standard).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found, where).toEqual([]);
}

for (const locale of locales)
  for (const theme of ["light", "dark"] as const)
    test(`axe finds nothing on any page: ${locale}, ${theme}`, async ({ page, cast, signIn, context }) => {
      test.slow();
      await context.addCookies([
        { name: localeCookie, value: locale, url: e2e.origin },
        { name: themeCookie, value: theme, url: e2e.origin },
      ]);
      const pending = await cast.addCase({ fields: { fullName: "남궁수빈", issuingCountry: "IRN" }, printed: { birthDate: "1994-12-05" }, images: ["idImage", "idBackImage"] });
      await cast.addCase({ fields: { birthDate: null, fullName: null } });

      await page.goto("/sign-in");
      await expectNoViolation(page, "/sign-in");
      await signIn("admin");
      for (const path of ["/queue", "/queue?q=zzz&colour=red", "/submissions", `/submissions/${pending}`, "/settings/policy", "/settings/checks", "/settings/members", "/settings/keys", "/audit", "/no-such-page"]) {
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expect(page.getByRole("heading", { level: 1 }).or(page.getByRole("heading", { level: 2 })).first()).toBeVisible();
        await expectNoViolation(page, path);
      }
    });

test("axe finds nothing in the dialogs and while editing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("admin");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoViolation(page, "the picker");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expectNoViolation(page, "the approval");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Issuing country").fill("IRN");
  await expectNoViolation(page, "an edit with a hit");

  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Add member" }).click();
  await expectNoViolation(page, "adding a member");
});

test("axe finds nothing in what a case opens: keys, leaving, side by side, a conflict and a decision", async ({ page, cast, signIn }) => {
  test.slow();
  const id = await cast.addCase({ images: ["idImage", "selfieImage"], printed: { fullName: "Kim Minsoo" } });
  await signIn("lead");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Side by side" }).click();
  await expect(page.getByLabel("Right image")).toBeVisible();
  await expectNoViolation(page, "side by side");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of a case" })).toBeVisible();
  await expectNoViolation(page, "the keys");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Date of birth").fill("1994-02-30");
  await page.getByLabel("Date of birth").press("Enter");
  await expectNoViolation(page, "an edit with an error");
  await page.getByRole("link", { name: "Queue" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await expectNoViolation(page, "leaving");
  await page.keyboard.press("Escape");

  await page.getByLabel("Date of birth").fill("1994-02-20");
  await send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "approved", version: 1, lease: await hold(page, id) });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "You approved this case" })).toContainText("Date of birth: 1994-02-20");
  await expectNoViolation(page, "a conflict");
  await page.getByRole("button", { name: "Show the decided case" }).click();
  await expect(page.getByRole("region", { name: "Decision" })).toBeVisible();
  await expectNoViolation(page, "a decided case");
});

test("axe finds nothing in the dark picker in Korean, with a problem told", async ({ page, cast, signIn, context }) => {
  await context.addCookies([
    { name: localeCookie, value: "ko", url: e2e.origin },
    { name: themeCookie, value: "dark", url: e2e.origin },
  ]);
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "거절", exact: true }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await picker.getByRole("button", { name: "거절 확정" }).click();
  await expect(picker.getByRole("alert")).toContainText("신청자에게 보낼 글을 쓰거나");
  await expectNoViolation(page, "the picker in Korean");
});

test("a page of no permission has nothing for axe either", async ({ page, signIn }) => {
  await signIn("viewer");
  for (const path of ["/settings/members", "/settings/keys", "/settings/checks", "/audit", "/settings/policy"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoViolation(page, path);
  }
});

test("axe finds nothing in what opens on the queue, in Korean and dark", async ({ page, cast, signIn, context }) => {
  await context.addCookies([
    { name: localeCookie, value: "ko", url: e2e.origin },
    { name: themeCookie, value: "dark", url: e2e.origin },
  ]);
  await cast.addCase({ fields: { fullName: "남궁수빈" } });
  await signIn("admin");
  await page.goto("/queue?country=KOR&idType=passport");
  await expectNoViolation(page, "chips");
  await page.getByRole("button", { name: "발급 국가: 대한민국" }).click();
  await page.getByRole("combobox").fill("크");
  await expect(page.getByRole("listbox")).toBeVisible();
  await expectNoViolation(page, "a popover with a list");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: /계정$/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectNoViolation(page, "the account menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoViolation(page, "the keys");
});
