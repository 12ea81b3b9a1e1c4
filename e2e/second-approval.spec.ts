import { expect, hold, readCase, send, test } from "./fixtures";

const always = { secondApproval: "always", graceSeconds: 300 } as const;

test("a decision waits for a second person, who sees what is proposed and what the applicant will read, and confirms", async ({ page, cast, signIn, another }) => {
  await cast.setPolicy(always);
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await picker.locator("textarea").fill("Please send the whole page.");
  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(page.getByText("Rejection proposed. It waits for a second person.")).toBeVisible();
  await expect(page.getByText("This decision waits for a second person.")).toBeVisible();
  for (const name of ["Approve", "Reject", "Edit", "Confirm…"]) await expect(page.getByRole("button", { name, exact: true })).toBeHidden();
  expect((await send(page, "POST", `/api/submissions/${id}/proposal/confirm`, { version: 2 })).status()).toBe(403);

  const lead = await another("lead");
  await lead.goto(`/submissions/${id}`);
  const panel = lead.getByRole("region", { name: "Proposed decision" });
  await expect(panel).toContainText("Proposed: reject");
  await expect(panel).toContainText("Please send the whole page.");
  await lead.getByRole("button", { name: "Confirm…" }).click();
  const dialog = lead.getByRole("dialog");
  await expect(dialog).toContainText("Please send the whole page.");
  await dialog.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(dialog).toBeHidden();
  await expect(lead.getByRole("region", { name: "Decision", exact: true })).toContainText(`confirmed by ${cast.members.lead.name}`);
  expect(await readCase(lead, id)).toMatchObject({ status: "rejected", reviewer: cast.members.agent.email, decision: { codes: ["other"], confirmerName: cast.members.lead.name } });

  await lead.keyboard.press("z");
  await expect(lead.getByText("Taken back. The case waits again.")).toBeVisible();
  await expect(lead.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  expect(await readCase(lead, id)).toMatchObject({ status: "pending", proposal: null });
});

test("a lead who proposes is no second person, and `z` withdraws the proposal", async ({ page, cast, signIn }) => {
  await cast.setPolicy(always);
  const id = await cast.addCase();
  await signIn("lead");
  await page.goto(`/submissions/${id}`);
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByText("Approval proposed. It waits for a second person.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm…" })).toBeHidden();
  expect(await readCase(page, id)).toMatchObject({ status: "pending", proposal: { isOwn: true } });

  await page.keyboard.press("z");
  await expect(page.getByText("Withdrawn. The case waits again.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "pending", proposal: null, version: 3 });
});

test("what is sent back carries its note, which stays when the dialog is closed in between", async ({ page, cast, signIn, another }) => {
  await cast.setPolicy(always);
  const id = await cast.addCase();
  await signIn("agent");
  expect((await send(page, "POST", `/api/submissions/${id}/decision`, { lease: await hold(page, id), outcome: "approved", version: 1 })).status()).toBe(200);

  const lead = await another("lead");
  await lead.goto(`/submissions/${id}`);
  await expect(lead.getByText(`${cast.members.agent.name} proposes to approve.`)).toBeVisible();
  await lead.getByRole("button", { name: "Send back…" }).click();
  await lead.getByRole("dialog").getByLabel("Note", { exact: true }).fill("Look at the date again.");
  await lead.keyboard.press("Escape");
  await lead.getByRole("button", { name: "Send back…" }).click();
  await expect(lead.getByRole("dialog").getByLabel("Note", { exact: true })).toHaveValue("Look at the date again.");
  await lead.getByRole("button", { name: "Send back", exact: true }).click();
  await expect(lead.getByText("Sent back. The case is assigned to its maker.")).toBeVisible();

  await page.goto(`/submissions/${id}`);
  await expect(page.getByText(`${cast.members.lead.name} sent the proposal back: “Look at the date again.”`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
});

test("what was withdrawn while the second person looked at it is not confirmed, and the screen says what the case is now", async ({ page, cast, signIn, another }) => {
  await cast.setPolicy(always);
  const id = await cast.addCase();
  await signIn("agent");
  await send(page, "POST", `/api/submissions/${id}/decision`, { lease: await hold(page, id), outcome: "approved", version: 1 });
  const lead = await another("lead");
  await lead.goto(`/submissions/${id}`);
  await lead.getByRole("button", { name: "Confirm…" }).click();
  expect((await send(page, "POST", `/api/submissions/${id}/proposal/withdraw`, { version: 2 })).status()).toBe(200);
  await lead.getByRole("button", { name: "Confirm approval" }).click();
  await expect(lead.getByRole("alert").filter({ hasText: "changed meanwhile" })).toBeVisible();
  await lead.getByRole("button", { name: "Load the new state" }).click();
  await expect(lead.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  expect(await readCase(lead, id)).toMatchObject({ status: "pending", version: 3 });
});
