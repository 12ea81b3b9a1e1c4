import { expect, readCase, test } from "./fixtures";

test("a whole day by keyboard alone: claim, look, correct, reject, undo, approve, next", async ({ page, cast, signIn }) => {
  await cast.setPolicy({ graceSeconds: 300 });
  const first = await cast.addCase({ fields: { fullName: "Kim Minseo" }, printed: { fullName: "Kim Minseong" }, images: ["idImage", "selfieImage"] });
  const second = await cast.addCase({ fields: { fullName: "Lee Jiwoo" } });
  const third = await cast.addCase({ fields: { fullName: "Park Sora" } });
  await signIn("agent");
  await page.goto("/queue");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await expect.poll(async () => (await readCase(page, first)).holder?.isOwn).toBe(true);

  await page.keyboard.press("2");
  await page.keyboard.press("+");
  await page.keyboard.press("]");
  await page.keyboard.press("e");
  await page.getByLabel("Full name").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Kim Minseong");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await readCase(page, first)).final.fullName).toBe("Kim Minseong");

  await expect(page.getByRole("button", { name: "Reject", exact: true })).toBeEnabled();
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect((await readCase(page, first)).status).toBe("rejected");

  await page.keyboard.press("z");
  await expect(page.getByText("Taken back. The case waits again.")).toBeVisible();
  await expect.poll(async () => (await readCase(page, first)).holder?.isOwn).toBe(true);
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "Lee Jiwoo" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "Park Sora" })).toBeVisible();
  expect([(await readCase(page, first)).status, (await readCase(page, second)).holder, (await readCase(page, third)).status]).toEqual(["approved", null, "pending"]);
});
