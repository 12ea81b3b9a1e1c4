import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const chosenOf = (page: Page) => page.getByRole("listbox").getByRole("option", { selected: true });

async function openPalette(page: Page) {
  await page.keyboard.press("ControlOrMeta+k");
  const input = page.getByRole("combobox", { name: "Find an act or a page" });
  await expect(input).toBeFocused();
  return { input, chosen: chosenOf(page) };
}

/** A key as a Korean board sends it while Hangul is on: its place, and the letter that it writes. */
async function pressHangul(page: Page, key: string, code: string) {
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", key, code });
  await session.detach();
}

test("the palette opens on every page, finds a page by a part of its name, and gives the focus back", async ({ page, signIn }) => {
  await signIn("admin");
  for (const path of ["/queue", "/submissions", "/settings/policy", "/settings/members", "/audit"]) {
    await page.goto(path);
    await openPalette(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await page.getByRole("link", { name: "Queue" }).focus();
  const { chosen } = await openPalette(page);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("link", { name: "Queue" })).toBeFocused();

  await openPalette(page);
  await page.keyboard.type("poli");
  await expect(chosen).toHaveText("Policy");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/policy$/);
});

test("menus open the palette too, for who has no keyboard at hand", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto("/queue");
  await page.getByRole("button", { name: new RegExp(cast.members.agent.name) }).click();
  await page.getByRole("menuitem", { name: "Commands" }).click();
  await page.getByRole("option", { name: "Submissions" }).click();
  await expect(page).toHaveURL(/\/submissions$/);

  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Commands" }).click();
  await page.getByRole("option", { name: "Loupe" }).click();
  await expect(page.getByRole("button", { name: "Loupe" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: "Loupe" })).toHaveAttribute("aria-pressed", "false");
});

test("a role is offered only the pages that it may open", async ({ page, signIn }) => {
  await signIn("viewer");
  await page.goto("/queue");
  await openPalette(page);
  await expect(page.getByRole("option", { name: "Submissions" })).toBeVisible();
  await expect(page.getByRole("option", { name: "Members" })).toHaveCount(0);
});

test("a name that is no act is searched for among all submissions", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("agent");
  await page.goto("/queue");
  const { chosen } = await openPalette(page);
  await page.keyboard.type("minseo");
  await expect(chosen).toHaveText("Search for “minseo”");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/submissions\?q=minseo$/);
  await expect(page.getByRole("link", { name: "Kim Minseo" })).toBeVisible();
});

test("a case is approved by name, and while it is edited the palette says why not", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const { chosen } = await openPalette(page);
  await page.keyboard.type("appr");
  await expect(chosen).toHaveText("Approvea");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeFocused();
  await page.keyboard.press("Escape");

  await page.keyboard.press("e");
  await openPalette(page);
  await page.keyboard.type("appr");
  await expect(chosen).toHaveAttribute("aria-disabled", "true");
  await expect(chosen).toContainText("Save or cancel the edit first.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
});

test("a note is begun and an image asked for again by name", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const { chosen } = await openPalette(page);
  await page.keyboard.type("note");
  await expect(chosen).toHaveText("Write a notem");
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Write a note; @ calls somebody")).toBeFocused();

  await openPalette(page);
  await page.keyboard.type("ask");
  await expect(chosen).toHaveText("Ask again…q");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Ask the applicant again" })).toBeVisible();
});

test("arrows go through the acts and round, and a click does one", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const { input, chosen } = await openPalette(page);
  await expect(chosen).toHaveText("Approvea");
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toHaveText("Rejectr");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(chosen).toHaveText("Switch single-key shortcuts off");
  await expect(chosen).toBeInViewport();
  await expect(input).toHaveAttribute("aria-activedescendant", (await chosen.getAttribute("id")) ?? "");

  await page.keyboard.type("loup");
  await page.getByRole("option", { name: "Loupe" }).click();
  await expect(page.getByRole("button", { name: "Loupe" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("region", { name: /arrow keys move the loupe/ })).toBeFocused();
});

test("what was typed on a case is asked about before the palette leads away", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.keyboard.press("e");
  await page.getByLabel("Full name").fill("Kim Min Seo");
  await openPalette(page);
  await page.keyboard.type("submissions");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
});

test("what is typed before the palette is there acts on nothing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const held: (() => void)[] = [];
  let isHeld = true;
  await page.route("**/_next/static/chunks/**", async (route) => {
    if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.keyboard.press("ControlOrMeta+k");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.keyboard.press("a");
  isHeld = false;
  for (const release of held) release();
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);
});

test("a palette that cannot be loaded says so, and the case stays as it is", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.keyboard.press("e");
  await page.getByLabel("Full name").fill("Kim Min Seo");
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByText("This could not be loaded")).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
  await page.keyboard.type("!");
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo!");
});

test("`?` shows the keys on every page, the page's own first, and never while something is typed", async ({ page, signIn }) => {
  await signIn("admin");
  for (const [path, title] of [["/queue", "Keys of the list"], ["/settings/policy", "Keys of every page"], ["/audit", "Keys of every page"]] as const) {
    await page.goto(path);
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: title });
    await expect(keys).toContainText("Commands: every act and page, by name");
    await page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
  }
  await page.goto("/settings/policy");
  await page.getByLabel("Age Limit").focus();
  await page.keyboard.press("?");
  await openPalette(page);
  await page.keyboard.type("all keys");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keys of every page" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);
});

test("single keys act while Hangul is on, by their places", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await cast.addCase({ fields: { fullName: "Lee Jiho", documentNumber: "M70689099" } });
  await signIn("agent");
  await page.goto("/queue");
  await page.getByRole("link", { name: "Kim Minseo" }).focus();
  await pressHangul(page, "ㅓ", "KeyJ");
  await expect(page.getByRole("link", { name: "Lee Jiho" })).toBeFocused();
  await pressHangul(page, "ㅏ", "KeyK");
  await expect(page.getByRole("link", { name: "Kim Minseo" })).toBeFocused();

  await page.goto(`/submissions/${id}`);
  await pressHangul(page, "ㅣ", "KeyL");
  await expect(page.getByRole("button", { name: "Loupe" })).toHaveAttribute("aria-pressed", "true");
  await pressHangul(page, "ㅁ", "KeyA");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeVisible();
});

test("the palette has no fault that a machine finds, with a list and without", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await openPalette(page);
  for (const typed of ["", "appr"]) {
    await page.keyboard.type(typed);
    const { violations } = await new AxeBuilder({ page }).include("dialog").withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  }
});

test.describe("in Korean", () => {
  test.use({ locale: "ko-KR" });

  test("acts are found while a syllable is written, and the Enter that ends it does nothing", async ({ page, cast, signIn }) => {
    const id = await cast.addCase();
    await signIn("agent");
    await page.goto(`/submissions/${id}`);
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "작업이나 페이지 찾기" })).toBeFocused();
    const session = await page.context().newCDPSession(page);
    const chosen = chosenOf(page);
    await session.send("Input.imeSetComposition", { text: "ㄷ", selectionStart: 1, selectionEnd: 1 });
    await expect(chosen).toHaveText("대비 높이기>");
    await session.send("Input.imeSetComposition", { text: "대", selectionStart: 1, selectionEnd: 1 });
    await expect(chosen).toHaveText("대비 높이기>");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "명령" })).toBeVisible();
    await session.send("Input.insertText", { text: "대기열" });
    await expect(chosen).toHaveText("대기열");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/queue/);
  });

  test("the language and the theme are changed from the palette", async ({ page, signIn }) => {
    await signIn("agent");
    await page.goto("/queue");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "작업이나 페이지 찾기" })).toBeFocused();
    await page.keyboard.type("dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "작업이나 페이지 찾기" })).toBeFocused();
    await page.keyboard.type("english");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});
