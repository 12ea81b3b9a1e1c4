import { expect, hold, readCase, send, test } from "./fixtures";

test("a case that is open is held, everybody sees by whom, and leaving the page frees it", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const second = await another("lead");
  await page.goto(`/submissions/${id}`);
  await expect.poll(async () => (await readCase(second, id)).holder).toMatchObject({ memberName: cast.members.agent.name, isOwn: false });
  const refused = await send(second, "POST", `/api/submissions/${id}/lease`, { holder: "7f1f0f0e-4d5c-4d6a-9d8e-0a1b2c3d4e5f" });
  expect([refused.status(), await refused.json()]).toMatchObject([409, { errorCode: "held", details: { holder: { memberName: cast.members.agent.name } } }]);

  await page.goto("/queue");
  await expect.poll(async () => (await readCase(second, id)).holder).toBeNull();
  await hold(second, id);
});

test("a tab whose case was taken over writes nothing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await hold(page, id);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "pending", version: 1, holder: { isOwn: true } });
});
