import { expect, readCase, test } from "./fixtures";
import { holdUntilCut } from "./hold-request";

test("a correction that no rule hits is saved, and the case stays pending", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ fields: { fullName: "Kim Minsoe" }, printed: { fullName: "Kim Minseo" } });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").fill("Kim Minseo");
  await page.getByRole("button", { name: "Save", exact: true }).click();

  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled();
  const saved = await readCase(page, id);
  expect(saved).toMatchObject({ status: "pending", version: 2, final: { fullName: "Kim Minseo" }, claimed: { fullName: "Kim Minsoe" } });
});

test("Esc ends an edit and writes nothing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").press("Escape");
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled();
  expect((await readCase(page, id)).version).toBe(1);
});

test("a blacklisted issuing country is rejected with id_info_blacklist, and cancelling writes nothing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Issuing country").fill("IRN");
  await expect(page.getByRole("status").filter({ hasText: "id_info_blacklist" })).toBeVisible();

  await page.getByLabel("Issuing country").press("Tab");
  await page.getByRole("button", { name: "Save and reject" }).click();
  const picker = page.getByRole("dialog");
  await expect(picker.getByText("id_info_blacklist").first()).toBeVisible();
  await picker.getByRole("button", { name: "Cancel" }).click();

  await expect(picker).toBeHidden();
  await expect(page.getByLabel("Issuing country")).toHaveValue(/IRN|Iran/);
  expect(await readCase(page, id)).toMatchObject({ status: "pending", version: 1, final: { issuingCountry: "KOR" } });

  await page.getByRole("button", { name: "Save and reject" }).click();
  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(picker).toBeHidden();
  await expect(page.getByText("id_info_blacklist").first()).toBeVisible();
  await expect(page.getByText("rejected", { exact: true }).first()).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "rejected", final: { issuingCountry: "IRN" }, decision: { codes: ["id_info_blacklist"] } });
});

test("a birth date under the limit is rejected with id_info_notOfAge, with a code of the agent's own beside it", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Date of birth").fill("2012-03-04");
  await expect(page.getByRole("status").filter({ hasText: "id_info_notOfAge" })).toBeVisible();
  await page.getByRole("button", { name: "Save and reject" }).click();

  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: "id_image_badImage" }).check();
  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(picker).toBeHidden();
  const { status, decision } = await readCase(page, id);
  expect(status).toBe("rejected");
  expect(decision?.codes).toHaveLength(2);
  expect(decision?.codes).toEqual(expect.arrayContaining(["id_info_notOfAge", "id_image_badImage"]));
  expect(decision?.comments.join(" ")).not.toContain("{");
});

test("a day that does not exist is refused at the field, and what was typed stays", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Date of birth").fill("1994-02-30");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Date of birth")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Date of birth")).toHaveValue("1994-02-30");
  expect((await readCase(page, id)).version).toBe(1);
});

test("a name in a script that may not be edited is locked, and its code comes first", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ fields: { fullName: "Дмитро Коваленко" } });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.getByLabel("Full name")).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("checkbox").first()).toHaveAccessibleName(/id_info_dataMismatch/);
});

test("while a correction is written the form takes nothing more, and its failure gives it back", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const cut = await holdUntilCut(page, "**/fields");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").fill("Kim Min Seo");
  await page.getByLabel("Full name").press("Enter");

  await expect(page.locator("form")).toHaveAttribute("aria-busy", "true");
  await expect(page.getByText("Saving…")).toBeVisible();
  await page.keyboard.type("x");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
  cut();

  await expect(page.getByRole("alert").filter({ hasText: "The server did not answer." })).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
  await expect(page.getByLabel("Full name")).toBeFocused();
  await page.unroute("**/fields");
  await page.getByLabel("Full name").press("Enter");
  await expect(page.getByText("Saved. The case stays pending.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeFocused();
  expect(await readCase(page, id)).toMatchObject({ version: 2, final: { fullName: "Kim Min Seo" } });
});

test("Back, a link and the audit log ask before a draft is lost", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("lead");
  await page.goto("/queue?q=minseo");
  await page.getByRole("link", { name: "Kim Minseo" }).click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").fill("Kim Min Seo");
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  const ways = [
    () => page.evaluate(() => history.back()),
    () => page.getByRole("link", { name: "Queue" }).click(),
    async () => {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Audit log of this case" }).click();
    },
  ];
  for (const go of ways) {
    await go();
    await dialog.getByRole("button", { name: "Stay" }).click();
    await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
    expect(page.url()).toContain(id);
  }

  await page.evaluate(() => history.back());
  await dialog.getByRole("button", { name: "Leave without saving" }).click();
  await expect(page).toHaveURL(/\/queue\?q=minseo$/);
  await page.getByRole("link", { name: "Kim Minseo" }).click();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeEnabled();
});

test("a draft is found again where the browser let Back go", async ({ page, cast, signIn }) => {
  await page.addInitScript(() => Object.defineProperty(window, "navigation", { value: undefined }));
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto("/queue");
  await page.getByRole("link", { name: "Kim Minseo" }).click();
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await page.getByRole("checkbox", { name: /\bother$/ }).check();
  await page.getByLabel("Text for the applicant").fill("The edges are cut off.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").fill("Kim Min Seo");
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/\/queue$/);
  await page.evaluate(() => history.forward());
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
  await page.getByLabel("Full name").press("Escape");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(page.getByLabel("Text for the applicant")).toHaveValue("The edges are cut off.");
});

test("the age is counted while the birth date is typed, and the way back keeps the queue's filters", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ printed: { fullName: "Kim Minsoo" } });
  await signIn("agent");
  await page.goto("/queue?country=KOR&q=minseo");
  await page.getByRole("link", { name: "Kim Minseo" }).click();
  await expect(page).toHaveTitle(new RegExp(`Case ${id.slice(0, 8)}`));
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Date of birth").fill("2012-03-04");
  await expect(page.getByLabel("Date of birth")).toHaveAccessibleDescription(/^\(1\d\)$/);
  await page.getByLabel("Date of birth").press("Escape");
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeFocused();
  await page.getByRole("link", { name: "Queue" }).click();
  // What was searched for may name a person, and is not kept.
  await expect(page).toHaveURL(/\/queue\?country=KOR$/);
});

test("a corrected field does not count as differing any more", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ printed: { fullName: "Kim Minsoo" } });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("rowheader", { name: "1 field differs" })).toBeVisible();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").fill("Kim Minsoo");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("rowheader", { name: "1 field differed and was corrected" })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeFocused();
  await expect(page.getByRole("dialog")).not.toContainText("differs");
});
