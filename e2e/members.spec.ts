import { insertMember } from "@/db/queries/members";
import { e2e } from "./environment";
import { expect, send, signInAs, test } from "./fixtures";

test("an admin adds a member, who signs in with the generated password", async ({ page, signIn, browser }) => {
  const email = `tomas-${Date.now().toString(36)}@story.test`;
  await signIn("admin");
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Add member" }).click();
  const dialog = page.getByRole("dialog", { name: "Add member" });
  await dialog.getByLabel("E-mail").fill("tomas");
  await dialog.getByLabel("Initial password").fill("short");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("Enter an e-mail address")).toBeVisible();
  await expect(dialog.getByText("7 more characters are needed: at least 12.")).toBeVisible();

  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name").fill("Tomas Leitner");
  await dialog.getByLabel("Role").selectOption("Agent");
  await dialog.getByRole("button", { name: "Generate one" }).click();
  const password = await dialog.getByLabel("Initial password").inputValue();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Tomas Leitner");

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto("/sign-in");
  await theirs.getByLabel("E-mail").fill(email);
  await theirs.getByLabel("Password").fill(password);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs).toHaveURL(/\/queue/);
  await context.close();
});

test("the same e-mail twice is refused in words", async ({ page, cast, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Add member" }).click();
  const dialog = page.getByRole("dialog", { name: "Add member" });
  await dialog.getByLabel("E-mail").fill(cast.members.agent.email);
  await dialog.getByLabel("Name").fill("Twice");
  await dialog.getByLabel("Initial password").fill("correct-horse-battery");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("A member with this e-mail is in the project already.");
  await expect(dialog.getByLabel("Name")).toHaveValue("Twice");
});

test("an account that existed already is added, and the admin learns that the password typed is not in force", async ({ page, signIn, stage }) => {
  const email = `ines-${Date.now().toString(36)}@story.test`;
  await insertMember(stage.runtime.db, { email, name: "Ines Calvo", passwordHash: stage.passwordHash, createdAt: new Date() });
  await signIn("admin");
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Add member" }).click();
  const dialog = page.getByRole("dialog", { name: "Add member" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name").fill("Somebody Else");
  await dialog.getByLabel("Initial password").fill("another-horse-battery");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${email} is a member now. This account existed already: it keeps its own name and password`)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Ines Calvo");
});

test("a role changes only when confirmed, and holds from the next click on", async ({ page, cast, signIn, another }) => {
  await signIn("admin");
  const theirs = await another("agent");
  await theirs.goto("/queue");
  await page.goto("/settings/members");
  const role = page.getByLabel(`Role of ${cast.members.agent.name}`);
  await role.selectOption("Lead");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(role).toHaveValue("agent");

  await role.selectOption("Lead");
  await page.getByRole("dialog", { name: `Make ${cast.members.agent.name} Lead?` }).getByRole("button", { name: "Change role" }).click();
  await expect(role).toHaveValue("lead");
  await theirs.goto("/audit");
  await expect(theirs.getByRole("table", { name: "Audit log" })).toBeVisible();
});

test("the last admin can be neither demoted nor removed", async ({ page, cast, signIn }) => {
  const { admin } = cast.members;
  await signIn("admin");
  await page.goto("/settings/members");
  await page.getByLabel(`Role of ${admin.name}`).selectOption("Agent");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Change role" }).click();
  await expect(dialog.getByRole("alert")).toContainText("A project keeps at least one admin.");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: `Acts on ${admin.name}` }).click();
  await page.getByRole("menuitem", { name: "Remove from the project" }).click();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("A project keeps at least one admin.");
});

test("who is signed out everywhere or removed is out at the next click", async ({ page, cast, signIn, another }) => {
  await signIn("admin");
  const [agent, viewer] = [await another("agent"), await another("viewer")];
  await Promise.all([agent.goto("/queue"), viewer.goto("/queue")]);
  await page.goto("/settings/members");

  await page.getByRole("button", { name: `Acts on ${cast.members.agent.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: `Acts on ${cast.members.viewer.name}` }).click();
  await page.getByRole("menuitem", { name: "Remove from the project" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: cast.members.viewer.email })).toBeHidden();

  for (const theirs of [agent, viewer]) {
    await theirs.getByRole("link", { name: "Submissions" }).click();
    await expect(theirs).toHaveURL(/\/sign-in/);
  }
  await signInAs(agent, cast.members.agent);
  const again = await viewer.request.get(`${e2e.origin}/api/me`);
  expect(again.status()).toBe(401);
});

test("who is no admin sees why the page is closed, and the server refuses too", async ({ page, cast, signIn }) => {
  await signIn("lead");
  await page.goto("/settings/members");
  await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  await expect(page.getByText("This page needs the role Admin.")).toBeVisible();
  await expect(page.getByRole("table")).toBeHidden();
  expect((await page.request.get("/api/settings/members")).status()).toBe(403);
  expect((await send(page, "PATCH", `/api/settings/members/${cast.members.lead.memberId}`, { role: "admin" })).status()).toBe(403);
});
