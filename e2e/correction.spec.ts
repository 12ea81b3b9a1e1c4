import { expect, readCase, test } from "./fixtures";

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
