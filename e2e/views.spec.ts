import AxeBuilder from "@axe-core/playwright";
import { expect, signInAs, test } from "./fixtures";

const menu = (name: string | RegExp) => ({ name, exact: true });

test("a list is kept under a name, is shown by it in another place, and its name is said while it is shown", async ({ page, cast, signIn }) => {
  await cast.addCase({ fields: { fullName: "Anna Meier", issuingCountry: "HUN" } });
  await cast.addCase({ fields: { fullName: "Boris Petrov", issuingCountry: "KOR" } });
  await signIn("agent");
  await page.goto("/queue?country=HUN&sort=-age&q=anna");
  await page.getByRole("button", menu("Views")).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await expect(dialog).toContainText("The search is not: it may name a person.");
  await expect(dialog.getByLabel("For the whole team")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog.getByText("Give the view a name.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Hungary");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", menu("View: Hungary"))).toBeVisible();

  await page.goto("/queue");
  await page.getByRole("button", menu("Views")).click();
  await page.getByRole("menuitemradio", { name: "Hungary" }).click();
  await expect(page).toHaveURL(/\/queue\?country=HUN&sort=-age$/);
  await expect(page.getByRole("link", { name: "Boris Petrov" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Anna Meier" })).toBeVisible();

  await page.getByRole("button", menu("View: Hungary")).click();
  await page.getByRole("menuitemradio", { name: "All waiting" }).click();
  await expect(page).toHaveURL(/\/queue$/);
  await expect(page.getByRole("link", { name: "Boris Petrov" })).toBeVisible();
});

test("a lead keeps a view for the team; everybody sees it, and only a lead renames and removes it", async ({ page, cast, signIn, another }) => {
  await cast.addCase();
  await signIn("lead");
  await page.goto("/submissions?status=rejected");
  await page.getByRole("button", menu("Views")).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("거절된 건");
  await page.getByLabel("For the whole team").check();
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", menu("View: 거절된 건"))).toBeVisible();

  const viewer = await another("viewer");
  await viewer.goto("/submissions");
  await viewer.getByRole("button", menu("Views")).click();
  await viewer.getByRole("menuitemradio", { name: "거절된 건" }).click();
  await expect(viewer).toHaveURL(/\/submissions\?status=rejected$/);
  await viewer.getByRole("button", menu("View: 거절된 건")).click();
  await expect(viewer.getByRole("group", { name: "Team’s views" })).toBeVisible();
  await expect(viewer.getByRole("menuitem", { name: "Rename…" })).toHaveCount(0);

  await page.getByRole("button", menu("View: 거절된 건")).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Rejected");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("button", menu("View: Rejected")).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove view" }).click();
  await expect(page.getByRole("button", menu("Views"))).toBeVisible();
  await expect(page).toHaveURL(/status=rejected/);
});

test("a name that is taken is said at the field, and what was typed stays", async ({ page, signIn }) => {
  await signIn("agent");
  for (const attempt of [1, 2]) {
    await page.goto(`/queue?waiting=${attempt === 1 ? 4 : 8}`);
    await page.getByRole("button", menu("Views")).click();
    await page.getByRole("menuitem", { name: "Save this view…" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Old ones");
    await page.getByRole("button", { name: "Save view" }).click();
    if (attempt === 1) await expect(page.getByRole("button", menu("View: Old ones"))).toBeVisible();
  }
  await expect(page.getByText("There is a view of this name already.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Old ones");
  expect((await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations).toEqual([]);
});

test("the views of another person are nobody else's", async ({ page, cast, signIn, browser }) => {
  await signIn("agent");
  await page.goto("/queue?waiting=4");
  await page.getByRole("button", menu("Views")).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Mine alone");
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", menu("View: Mine alone"))).toBeVisible();

  const context = await browser.newContext();
  const other = await context.newPage();
  await signInAs(other, await cast.addMember("agent", "Other Agent"));
  await other.goto("/queue?waiting=4");
  await other.getByRole("button", menu("Views")).click();
  await expect(other.getByRole("menuitemradio", { name: "Mine alone" })).toHaveCount(0);
  await context.close();
});
