import { expect, test } from "./fixtures";
import { castStory } from "./stage";

test("search and filters stand in the address, survive a reload, and go back with the browser", async ({ page, cast, signIn }) => {
  await cast.addCase({ fields: { fullName: "Amaia Browne", issuingCountry: "GBR", nationality: "GBR" } });
  await cast.addCase({ fields: { fullName: "Kim Minseo" } });
  await signIn("agent");
  await page.goto("/queue");
  const table = page.getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(3);

  await page.getByRole("searchbox", { name: "Search" }).fill("amaia");
  await expect(page).toHaveURL(/\/queue\?q=amaia$/);
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(table.getByRole("link", { name: "Amaia Browne" })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("amaia");
  await expect(table.getByRole("row")).toHaveCount(2);

  await page.goto("/queue?country=KOR");
  await expect(table.getByRole("link", { name: "Kim Minseo" })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("link", { name: "Kim Minseo" }).click();
  await expect(page).toHaveURL(/\/submissions\//);
  await page.goBack();
  await expect(page).toHaveURL(/\/queue\?country=KOR$/);
  await expect(table.getByRole("row")).toHaveCount(2);
});

test("a filter that the desk does not know is left out and named", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("viewer");
  await page.goto("/queue?colour=red&idType=library_card&country=KOR&waiting=soon");
  await expect(page.getByText("3 filters in the address are not known and were left out:")).toBeVisible();
  for (const part of ["colour=red", "idType=library_card", "waiting=soon"]) await expect(page.getByText(part, { exact: true })).toBeVisible();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
});

test("a place in the list that is no case here is left out and named, and the list begins at its front", async ({ page, cast, signIn }) => {
  await cast.addCase({ fields: { fullName: "Kim Minseo" } });
  await signIn("agent");
  await page.goto("/queue?after=00000000-0000-4000-8000-000000000000");
  await expect(page.getByText("after=00000000-0000-4000-8000-000000000000", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Kim Minseo" })).toBeVisible();
});

test("cases that came since the rows were read are offered, and only those", async ({ page, cast, signIn }) => {
  await page.clock.install();
  await cast.addCase({ fields: { fullName: "Kim Minseo", issuingCountry: "HUN" } });
  await signIn("agent");
  await page.goto("/queue?country=HUN");
  await expect(page.getByText(/^As of /)).toBeVisible();
  await cast.addCase({ fields: { fullName: "Late Comer", issuingCountry: "HUN" } });
  await cast.addCase({ fields: { fullName: "Elsewhere Comer", issuingCountry: "KOR" } });
  await page.clock.runFor(31_000);
  await page.getByRole("button", { name: "1 new case. Show" }).click();
  await expect(page.getByRole("link", { name: "Late Comer" })).toBeVisible();
  await expect(page.getByRole("button", { name: /new case/ })).toHaveCount(0);
});

test("the search finds Hangul by a part of the name, and an applicant by e-mail", async ({ page, cast, signIn }) => {
  await cast.addCase({ fields: { fullName: "남궁수빈" }, email: "subin@applicant.test" });
  await cast.addCase({ fields: { fullName: "김하늘" }, email: "haneul@applicant.test" });
  await signIn("agent");
  for (const [term, found] of [["수빈", "남궁수빈"], ["김하", "김하늘"], ["haneul@", "김하늘"]] as const) {
    await page.goto(`/queue?q=${encodeURIComponent(term)}`);
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
    await expect(page.getByRole("link", { name: found })).toBeVisible();
  }
});

test("what nothing matches says so, and offers the way back", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("agent");
  await page.goto("/queue?q=nobody-of-this-name");
  await expect(page.getByRole("heading", { name: "No waiting case matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
});

test("“Review next” opens the case that has waited longest", async ({ page, cast, signIn }) => {
  const oldest = await cast.addCase({ fields: { fullName: "First Come" } });
  await cast.addCase({ fields: { fullName: "Second Come" } });
  await signIn("agent");
  await page.goto("/queue");
  await page.getByRole("button", { name: "Review next" }).click();
  await expect(page).toHaveURL(new RegExp(`/submissions/${oldest}`));
});

test("a project sees nothing of another's cases", async ({ page, cast, signIn, stage }) => {
  const elsewhere = await castStory(stage);
  const foreign = await elsewhere.addCase({ fields: { fullName: "Somebody Elsewhere" } });
  await cast.addCase();
  await signIn("admin");
  await page.goto("/queue?q=Elsewhere");
  await expect(page.getByRole("heading", { name: "No waiting case matches" })).toBeVisible();
  expect((await page.request.get(`/api/submissions/${foreign}`)).status()).toBe(404);
  expect((await page.request.get(`/api/submissions/${foreign}/images/idImage`)).status()).toBe(404);
});

test("taking filters away leaves the focus at the way to add one", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("agent");
  await page.goto("/queue?country=KOR&idType=passport&waiting=1");
  const add = page.getByRole("button", { name: "Filter", exact: true });
  await page.getByRole("button", { name: "Remove the filter Waiting longer than" }).click();
  await expect(add).toBeFocused();
  await page.getByRole("button", { name: "ID type: Passport" }).click();
  await page.getByRole("checkbox", { name: "Passport" }).click();
  await expect(page.getByRole("button", { name: /^ID type/ })).toBeHidden();
  await expect(add).toBeFocused();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page).toHaveURL(/\/queue$/);
  await expect(add).toBeFocused();
});

test("what is typed is searched for with a filter that is taken away at once, and the browser's Back is not undone", async ({ page, cast, signIn }) => {
  await cast.addCase({ fields: { fullName: "Amaia Browne" } });
  await signIn("agent");
  await page.goto("/queue");
  await page.goto("/queue?country=KOR");
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.fill("amaia");
  await page.getByRole("button", { name: "Remove the filter Issuing country" }).click();
  await expect(page).toHaveURL(/\/queue\?q=amaia$/);

  await search.focus();
  await page.goBack();
  await expect(page).toHaveURL(/country=KOR/);
  await search.fill("kim");
  await expect(page).toHaveURL(/q=kim/);
  await page.goBack();
  await expect(page).toHaveURL(/\/queue$/);
  await expect(search).toHaveValue("");
  await search.blur();
  await expect(page).toHaveURL(/\/queue$/);
});

test("waiting times stand while another page of the list is on its way", async ({ page, cast, signIn }) => {
  await cast.addCase({ fields: { fullName: "Amaia Browne" } });
  await signIn("agent");
  await page.clock.install();
  await page.goto("/queue");
  await page.clock.fastForward("02:00:00");
  await page.reload();
  let answer = () => undefined as void;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/submissions?*", async (route) => {
    await held;
    await route.continue();
  });
  const cell = page.getByRole("table").getByRole("row").nth(1).getByRole("cell").nth(1);
  await expect(cell).toHaveText(/^2 h/);
  const waited = await cell.textContent();
  await page.getByRole("button", { name: "Applicant" }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(cell).toHaveText(waited ?? "");
  answer();
});

test("single keys are switched off in the account menu, and on again", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto("/queue");
  const keys = page.getByRole("dialog", { name: "Keys of the list" });
  // Keys are heard once the page is alive; until then they are pressed into nothing.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(keys).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();

  const account = page.getByRole("button", { name: /^Account of/ });
  const choice = page.getByRole("menuitemcheckbox", { name: "Single-key shortcuts" });
  await account.press("Enter");
  await choice.press("Enter");
  await expect(account).toBeFocused();
  await page.keyboard.press("n");
  await page.keyboard.press("/");
  await expect(account).toBeFocused();
  await expect(page).toHaveURL(/\/queue$/);

  await page.goto(`/submissions/${id}`);
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goto("/queue");
  await account.click();
  await expect(choice).not.toBeChecked();
  await choice.click();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(new RegExp(`/submissions/${id}`));
});

for (const width of [1024, 720])
  test(`at ${width.toString()} px the names are read, and the rail still leads everywhere`, async ({ page, cast, signIn }) => {
    await page.setViewportSize({ width, height: 768 });
    await cast.addCase({ fields: { fullName: "Amaia Browne" } });
    await signIn("agent");
    await page.goto("/queue");
    const name = page.getByRole("link", { name: "Amaia Browne" });
    expect((await page.getByRole("columnheader", { name: "Applicant" }).boundingBox())?.width).toBeGreaterThan(140);
    await name.focus();
    await expect(name).toBeInViewport();
    await page.getByRole("link", { name: "Submissions" }).click();
    await expect(page.getByRole("heading", { name: "All submissions" })).toBeVisible();
  });

test("the focus is never under the head of the table", async ({ page, cast, signIn }) => {
  for (let index = 0; index < 30; index += 1) await cast.addCase({ images: [] });
  await page.setViewportSize({ width: 1440, height: 500 });
  await signIn("agent");
  await page.goto("/queue");
  const rows = page.getByRole("table").getByRole("link");
  await rows.first().focus();
  await page.keyboard.press("End");
  await expect(rows.last()).toBeFocused();
  for (let index = 0; index < 20; index += 1) {
    await page.keyboard.press("k");
    const head = await page.getByRole("columnheader").first().boundingBox();
    const row = await page.locator("a:focus").boundingBox();
    expect(row?.y ?? 0).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0) - 1);
  }
});
