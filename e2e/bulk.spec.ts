import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, hold, readCase, send, test } from "./fixtures";

const bar = (page: Page) => page.getByRole("region", { name: "Selected cases" });
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function expectNoViolation(page: Page) {
  expect((await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations).toEqual([]);
}

test("selected cases are rejected one by one with one code; what is refused is named and stays selected", async ({ page, cast, signIn, another }) => {
  const good = await cast.addCase({ fields: { fullName: "Anna Meier" } });
  await cast.addCase({ fields: { fullName: "Ines Iran", issuingCountry: "IRN" } });
  const held = await cast.addCase({ fields: { fullName: "Held Person" } });
  const decided = await cast.addCase({ fields: { fullName: "Decided Person" } });
  await signIn("agent");
  await page.goto("/queue");
  await page.getByLabel("Select all waiting cases of this page").check();
  await expect(bar(page)).toContainText("4 cases selected");
  await expect(bar(page).getByRole("button", { name: "Assign…" })).toHaveCount(0);
  await expectNoViolation(page);

  const lead = await another("lead");
  await hold(lead, held);
  expect((await send(lead, "POST", `/api/submissions/${decided}/decision`, { outcome: "approved", version: 1, lease: await hold(lead, decided) })).status()).toBe(200);
  await expect(row(page, "Decided Person")).toContainText("approved");

  await bar(page).getByRole("button", { name: "Reject…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Reject 4 cases" }).click();
  await expect(dialog.getByText("Choose a reason.")).toBeVisible();
  await dialog.getByLabel("Reason").selectOption("id_image_badImage");
  await expectNoViolation(page);
  await dialog.getByRole("button", { name: "Reject 4 cases" }).click();

  await expect(dialog.getByRole("status")).toHaveText("1 of 4 done, 3 not");
  const result = (name: string) => dialog.getByRole("listitem").filter({ hasText: name });
  await expect(result("Anna Meier")).toContainText("Rejected");
  await expect(result("Ines Iran")).toContainText("A rule hits: open the case");
  await expect(result("Held Person")).toContainText("Somebody works on it");
  await expect(result("Decided Person")).toContainText("Decided already");
  await expect(result("Anna Meier").getByRole("link")).toHaveAttribute("href", `/submissions/${good}`);
  await expectNoViolation(page);
  await dialog.getByRole("button", { name: "Close" }).click();

  await expect(bar(page)).toContainText("3 cases selected");
  expect(await readCase(page, good)).toMatchObject({ status: "rejected", decision: { codes: ["id_image_badImage"], reviewerName: cast.members.agent.name } });
  expect(await readCase(page, held)).toMatchObject({ status: "pending" });
});

test("one press takes the whole batch back in its grace period, each case with its own result", async ({ page, cast, signIn }) => {
  await cast.setPolicy({ graceSeconds: 300 });
  const ids = [await cast.addCase({ fields: { fullName: "Anna Meier" } }), await cast.addCase({ fields: { fullName: "Boris Petrov" } })];
  await signIn("agent");
  await page.goto("/queue");
  await page.getByLabel("Select all waiting cases of this page").check();
  await bar(page).getByRole("button", { name: "Reject…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").selectOption("id_image_badImage");
  await dialog.getByRole("button", { name: "Reject 2 cases" }).click();
  await expect(dialog.getByRole("status")).toHaveText("2 of 2 done, 0 not");
  for (const id of ids) expect(await readCase(page, id)).toMatchObject({ status: "rejected", release: { mayUndo: true } });

  await dialog.getByRole("button", { name: /^Undo all \(\d+ s\)$/ }).click();
  await expect(page.getByRole("dialog", { name: "Undo 2 rejections" })).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Taken back" })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(row(page, "Anna Meier")).toBeVisible();
  await expect(row(page, "Boris Petrov")).toBeVisible();
  for (const id of ids) expect(await readCase(page, id)).toMatchObject({ status: "pending", decision: null });
});

test("by keyboard alone: rows are selected, assigned with a reason, and found by their filter", async ({ page, cast, signIn }) => {
  for (const fullName of ["Case One", "Case Two", "Case Three"]) await cast.addCase({ fields: { fullName } });
  await signIn("lead");
  await page.goto("/queue");
  await page.getByRole("link", { name: "Case One" }).focus();
  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("1 case selected");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("3 cases selected");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(bar(page)).toContainText("2 cases selected");
  await expect(page.getByLabel("Select Case Three")).not.toBeChecked();

  await bar(page).getByRole("button", { name: "Assign…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Assign 2 cases" });
  await expect(dialog.getByLabel("Assign to")).toBeFocused();
  await expect(dialog.getByRole("option", { name: cast.members.agent.name })).toHaveCount(1);
  await expect(dialog.getByRole("option", { name: cast.members.viewer.name })).toHaveCount(0);
  await page.keyboard.type(cast.members.agent.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type("Speaks Croatian");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("2 of 2 done, 0 not");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(row(page, "Case One")).toContainText(cast.members.agent.name);

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("button", { name: "Assigned to" }).click();
  await page.getByLabel("Assigned to").selectOption({ label: "Nobody" });
  await expect(page).toHaveURL(/assignee=nobody/);
  await expect(page.getByRole("link", { name: "Case Three" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Case One" })).toHaveCount(0);

  await page.goto("/queue?sort=-priority");
  await page.getByRole("link", { name: "Case One" }).click();
  await expect(page.getByText(`You assigned the case to ${cast.members.agent.name}: “Speaks Croatian”`)).toBeVisible();
});

test("a priority is shown in words, and sorts the queue", async ({ page, cast, signIn }) => {
  for (const fullName of ["Case One", "Case Two"]) await cast.addCase({ fields: { fullName } });
  await signIn("lead");
  await page.goto("/queue");
  await page.getByLabel("Select Case Two").check();
  await bar(page).getByRole("button", { name: "Priority…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Set priority" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(row(page, "Case Two")).toContainText("Urgent");
  await expect(row(page, "Case One")).toContainText("Normal");
  await page.getByRole("button", { name: "Priority", exact: true }).click();
  await expect(page).toHaveURL(/sort=priority/);
  await expect(page.getByRole("row").nth(1)).toContainText("Case Two");
  await expect(page.getByRole("columnheader", { name: "Priority" })).toHaveAttribute("aria-sort", "descending");
});

test("what is selected stays while pages turn and rows change, and goes with another filter", async ({ page, cast, signIn, another }) => {
  test.slow();
  const ids = [];
  for (let index = 0; index < 32; index += 1) ids.push(await cast.addCase({ fields: { fullName: `Case ${String(index).padStart(2, "0")}` } }));
  await signIn("agent");
  await page.goto("/queue");
  await page.getByLabel("Select Case 03").click();
  await page.getByLabel("Select Case 06").click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("4 cases selected");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByLabel("Select Case 31").check();
  await expect(bar(page)).toContainText("5 cases selected");
  await page.getByRole("button", { name: "First", exact: true }).click();
  await expect(page.getByLabel("Select Case 04")).toBeChecked();

  const lead = await another("lead");
  const [, , , third] = ids;
  if (third === undefined) throw new Error("The story lacks a case.");
  expect((await send(lead, "POST", `/api/submissions/${third}/decision`, { outcome: "approved", version: 1, lease: await hold(lead, third) })).status()).toBe(200);
  await expect(row(page, "Case 03")).toContainText("approved");
  await expect(bar(page)).toContainText("5 cases selected");

  await page.goto("/queue?country=KOR");
  await expect(bar(page)).toHaveCount(0);
});

test("a rejection that loses the network says so, and going on does nothing twice", async ({ page, cast, signIn }) => {
  const ids = [];
  for (let index = 0; index < 7; index += 1) ids.push(await cast.addCase({ fields: { fullName: `Case ${index}` } }));
  await signIn("agent");
  await page.goto("/queue");
  await page.getByLabel("Select all waiting cases of this page").check();
  await bar(page).getByRole("button", { name: "Reject…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").selectOption("other");
  await dialog.getByLabel("Text for the applicants").fill("Send both sides.");

  // The server rejects the first five, and nobody hears of it.
  await page.route("**/api/submissions/bulk-decision", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole("button", { name: "Reject 7 cases" }).click();
  await expect(dialog.getByRole("alert")).toContainText("7 cases have no result yet.");
  await page.unroute("**/api/submissions/bulk-decision");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByRole("status")).toHaveText("7 of 7 done, 0 not");
  for (const id of ids) {
    const { timeline, decision } = await readCase(page, id);
    expect(timeline.filter(({ action }) => action === "submission.rejected")).toHaveLength(1);
    expect(decision?.comments).toEqual(["Send both sides."]);
  }
});

test("a viewer selects nothing", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("viewer");
  await page.goto("/queue");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});
