import { expect, hold, readCase, send, test } from "./fixtures";

const approve = { name: "Approve", exact: true } as const;

test("a case that is open is held, everybody sees by whom, and leaving the page frees it", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const second = await another("lead");
  await page.goto(`/submissions/${id}`);
  await expect.poll(async () => (await readCase(second, id)).holder).toMatchObject({ memberName: cast.members.agent.name, isOwn: false });
  const refused = await send(second, "POST", `/api/submissions/${id}/lease`, { holder: "7f1f0f0e-4d5c-4d6a-9d8e-0a1b2c3d4e5f" });
  expect([refused.status(), await refused.json()]).toMatchObject([409, { errorCode: "held", details: { holder: { memberName: cast.members.agent.name } } }]);

  await second.goto("/queue");
  await expect(second.getByRole("row").filter({ hasText: "Kim Minseo" })).toContainText(`${cast.members.agent.name} is working on it`);
  await page.goto("/queue");
  await expect.poll(async () => (await readCase(second, id)).holder).toBeNull();
  await expect(second.getByRole("row").filter({ hasText: "Kim Minseo" })).not.toContainText("is working on it");
  await hold(second, id);
});

test("a case that another person holds can be read and not changed, and is there to work on when they leave", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  await signIn("lead");
  const agent = await another("agent");
  await page.goto(`/submissions/${id}`);
  await expect.poll(async () => (await readCase(page, id)).holder?.isOwn).toBe(true);

  await agent.goto(`/submissions/${id}`);
  await expect(agent.getByRole("status").filter({ hasText: `${cast.members.lead.name} has been working on this case since` })).toBeVisible();
  await expect(agent.getByRole("button", approve)).toBeDisabled();
  await expect(agent.getByRole("button", { name: "Take over…" })).toHaveCount(0);
  await expect(agent.locator("footer")).toContainText(`${cast.members.lead.name} is working on this case`);
  await agent.keyboard.press("a");
  await expect(agent.getByRole("dialog")).toHaveCount(0);

  await page.goto("/queue");
  await expect(agent.getByRole("button", approve)).toBeEnabled();
  expect((await readCase(agent, id)).holder?.isOwn).toBe(true);
});

test("a lead takes a case over with a reason; what the agent has typed stays on their screen, and nothing of it is written", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const lead = await another("lead");
  await page.goto(`/submissions/${id}`);
  await expect.poll(async () => (await readCase(page, id)).holder?.isOwn).toBe(true);
  await page.keyboard.press("e");
  await page.getByLabel("Full name").fill("Kim Minseong");

  await lead.goto(`/submissions/${id}`);
  await lead.getByRole("button", { name: "Take over…" }).click();
  await expect(lead.getByRole("button", { name: "Take over", exact: true })).toHaveAttribute("aria-disabled", "true");
  await lead.getByRole("textbox", { name: "Reason" }).fill("Ada is off sick");
  await lead.getByRole("button", { name: "Take over", exact: true }).click();
  await expect(lead.getByRole("button", approve)).toBeEnabled();

  await expect(page.getByRole("alert").filter({ hasText: `${cast.members.lead.name} has taken over this case.` })).toContainText("What you typed is still here.");
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Minseong");
  await page.getByLabel("Full name").press("Enter");
  expect(await readCase(page, id)).toMatchObject({ version: 1, holder: { memberName: cast.members.lead.name } });

  await lead.keyboard.press("a");
  await lead.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Kim Minseong" })).toBeVisible();
});

test("the same person in two tabs: the second reads, takes over without a reason, and the first overwrites nothing", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await expect.poll(async () => (await readCase(page, id)).holder?.isOwn).toBe(true);
  await page.keyboard.press("e");
  await page.getByLabel("Full name").fill("Kim First");

  const second = await page.context().newPage();
  await second.goto(`/submissions/${id}`, { waitUntil: "networkidle" });
  await expect(second.getByRole("status").filter({ hasText: "You have this case open in another tab" })).toBeVisible();
  await second.getByRole("button", { name: "Take over here" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "You have taken this case over in another tab." })).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim First");
  await page.getByLabel("Full name").press("Enter");
  expect(await readCase(page, id)).toMatchObject({ version: 1 });

  await second.close();
  await page.getByRole("button", { name: "Take the case" }).click();
  await page.getByLabel("Full name").press("Enter");
  await expect.poll(async () => (await readCase(page, id)).final.fullName).toBe("Kim First");
});

test("“Review next” passes over what others hold and what was put aside today, and says so when nothing is left", async ({ page, cast, signIn, another }) => {
  const [held, first, second] = [await cast.addCase(), await cast.addCase({ fields: { fullName: "Lee Jiwoo" } }), await cast.addCase({ fields: { fullName: "Park Sora" } })];
  await signIn("agent");
  const lead = await another("lead");
  await hold(lead, held);

  await page.goto("/queue");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await expect.poll(async () => (await readCase(page, first)).holder?.isOwn).toBe(true);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Skip for today" }).click();
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  await expect.poll(async () => (await readCase(page, second)).holder?.isOwn).toBe(true);
  expect((await readCase(page, first)).holder).toBeNull();

  await page.keyboard.press("n");
  await expect(page.getByText(/No case is free: 1 is held by others, 1 you put aside today\./)).toBeVisible();
  await page.getByRole("link", { name: "Show them" }).click();
  await expect(page).toHaveURL(/\/queue$/);
});

test("a decided case is held by nobody, its page leads to the next, and leaving it frees what was reserved", async ({ page, cast, signIn, stage }) => {
  const [first, second] = [await cast.addCase(), await cast.addCase({ fields: { fullName: "Lee Jiwoo" } })];
  const leasesOf = async () => {
    const { rows } = await stage.runtime.pool.query<{ id: string; soft: boolean }>(
      "select submission_id as id, lease_is_soft as soft from queue_entries where project_id = $1 and lease_member_id is not null",
      [cast.projectId],
    );
    return rows;
  };
  await signIn("agent");
  await page.goto(`/submissions/${first}`);
  await expect.poll(leasesOf).toEqual(expect.arrayContaining([{ id: first, soft: false }, { id: second, soft: true }]));
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.locator("footer").getByRole("button", { name: "Next" })).toBeFocused();
  expect(await leasesOf()).toEqual([{ id: second, soft: true }]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Lee Jiwoo" })).toBeVisible();
  await expect.poll(leasesOf).toEqual([{ id: second, soft: false }]);
  await page.keyboard.press("e");
  await page.keyboard.press("Escape");
  await page.goto("/queue");
  await expect.poll(leasesOf).toEqual([]);
});
